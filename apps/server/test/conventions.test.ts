/** What every service keeps to, beside what types and import walls already demand. */
import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
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

/** What stands at the root of a service: each has its parts where those of any other are. */
const rooms = ["service.ts", "state.ts", "settings.ts", "present.ts"].concat([
  "operations",
  "subscribers",
  "workflows",
  "jobs",
  "workers",
  "rules",
  "store",
  "audit",
]);
/** Rooms of one service alone. Verification has wings, each with the rules and the store of its own. */
const ownRooms: Record<string, string[]> = {
  proof: ["media"],
  sponsor: ["payments"],
  token: ["handover"],
  verification: ["analysis", "assessment", "behaviour", "cases", "pictures", "review", "rule-sets"],
};

it("a service has the shape of all services, and no loose files", () => {
  const services = readdirSync(`${root}services`);
  assert.equal(services.length, allServices.length - 1, "looked at every service but the kernel's own");
  for (const name of services) {
    const allowed = [...rooms, ...(ownRooms[name] ?? [])];
    const loose = readdirSync(`${root}services/${name}/src`).filter((entry) => !allowed.includes(entry));
    assert.deepEqual(loose, [], name);
    const stores = name === "verification" ? [] : globSync(`services/${name}/src/**/*store.ts`, { cwd: root });
    assert.deepEqual(stores, [], `${name} keeps its SQL in store/`);
  }
});

/** What a module may keep for itself: what follows from its key alone, and what a whole process has one of. */
const keptByModules: Record<string, string> = {
  "packages/kernel/src/dispatch.ts": "the strict form of a contract's input",
  "packages/kernel/src/ids.ts": "a process's ids sort as they were made",
  "packages/kernel/src/jobs.ts": "an empty list that nothing is added to",
  "packages/models/src/faces/held-faces.ts": "the one face detector of a worker process",
  "packages/models/src/run/raw-score.ts": "the one model of a worker process",
  "packages/vision/src/provenance/reader.ts": "the one thread of a worker process that reads C2PA",
  "packages/vision/src/pdq/jarosz.ts": "weights that follow from a length",
  "packages/vision/src/forensics/double-jpeg/mixture.ts": "probabilities that follow from two steps",
  "packages/contracts/src/common/local-day.ts": "formatters of time zones",
  "packages/messages/src/moment.ts": "formatters of languages and time zones",
  "packages/contracts/src/common/shared.ts": "shapes that follow from another shape",
  "services/verification/src/assessment/rules/zone-time.ts": "formatters of time zones",
  "gateway/src/openapi/schema.ts": "what follows from a schema",
};

const keptState = [
  /^(?:export )?(?:let|var) /m,
  /^(?:export )?const \w+(?:: [^=\n]+)? = new (?:Weak)?(?:Map|Set)(?:<[^\n]*>)?\(\)/m,
  /^(?:export )?const \w+(?:: [^=\n]+)? = (?:\[\]|\{\})( as .*)?;/m,
];

it("no module keeps state: a service opens it, and the kernel closes it", () => {
  const files = globSync("{packages,services,apps}/*/src/**/*.ts", { cwd: root })
    .concat(globSync("gateway/src/**/*.ts", { cwd: root }))
    .filter((path) => !path.startsWith("packages/testing/"));
  assert.ok(files.length > 500, "looked at all modules");
  const found = files.filter((path) => keptState.some((pattern) => pattern.test(readFileSync(`${root}${path}`, "utf8"))));
  assert.deepEqual(found.sort(), Object.keys(keptByModules).sort());
});
