/** What every service keeps to, beside what types and import walls already demand. */
import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { basename } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { allServices } from "../src/services.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

it("a subscriber is called what its file is called", () => {
  for (const service of allServices.filter(({ name }) => name !== "platform")) {
    const files = globSync(`services/${service.name}/src/subscribers/*.ts`, { cwd: root }).map((path) => basename(path, ".ts"));
    assert.deepEqual(service.subscribers.map(({ name }) => name).sort(), files.sort(), service.name);
  }
});
