import type { TestContext } from "node:test";
import type { ServiceDefinition } from "@oneheart/kernel";
import { bootServices, type TestApp } from "@oneheart/testing";
import { mapService } from "../../src/service.ts";

/** The map on a database of its own, stopped with the test. */
export async function bootMap(t: TestContext, stubs: ServiceDefinition[] = []): Promise<TestApp> {
  const app = await bootServices([mapService], { stubs });
  t.after(() => app.stop());
  return app;
}

/** A zone in Bangkok; fields that matter to the test go over it. */
export function zoneInput<T extends object>(over: T = {} as T) {
  return { zone_type: "urban", name: "Bang Rak", location_lat: 13.7307, location_lng: 100.5213, radius_km: 2, ...over };
}
