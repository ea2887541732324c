import type { EventDefinition } from "@oneheart/contracts";
import { allInternal } from "@oneheart/contracts/internal";
import { type ServiceDefinition, subscribe } from "@oneheart/kernel";
import { serviceOf } from "./stub.ts";

/** Hears every event of every contract and keeps it for the test to look at. */
export interface Recorder {
  service: ServiceDefinition;
  of(type: string): Array<Record<string, unknown>>;
}

export function createRecorder(more: readonly EventDefinition[]): Recorder {
  const heard: Array<{ type: string; payload: Record<string, unknown> }> = [];
  const events = [...allInternal.flatMap((contract) => Object.values(contract.events)), ...more];
  const unique = new Map(events.map((event) => [event.type, event]));
  const subscribers = [...unique.values()].map((event) =>
    subscribe(`on-${event.type.replace(/[._]/g, "-")}`, event, async (payload) => {
      heard.push({ type: event.type, payload: payload as Record<string, unknown> });
    }),
  );
  return {
    service: { ...serviceOf("test-recorder", new Map()), subscribers },
    of: (type) => heard.filter((event) => event.type === type).map((event) => event.payload),
  };
}
