import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { analyticsContract, createClient } from "@oneheart/contracts";
import { until } from "@oneheart/testing";
import { type Child, removeData, spawnServer } from "./harness.ts";

const { programmeFigures, actionEntries } = analyticsContract.operations;
const day_ms = 86_400_000;

describe("the demonstration's history", () => {
  let dir: string;
  let child: Child | undefined;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "oneheart-history-"));
  });
  afterEach(async () => {
    await child?.end("SIGKILL");
  });
  after(() => removeData(dir));

  const actions = 10;
  const start = () =>
    spawnServer({ DATA_DIR: dir, PORT: "0", DEMO: "on", DEMO_ACTIONS: String(actions), LOG_LEVEL: "info", NODE_ENV: "development" });

  it("is work of the last ninety days, each piece once, also when the server was killed while it was played", async () => {
    child = await start();
    const visitor = createClient({ base_url: child.url });
    await until(
      () => visitor.call(programmeFigures, {}),
      ({ verified_actions }) => verified_actions.value > 0,
      "a first action",
    );
    await child.end("SIGKILL");

    child = await start();
    await until(
      async () => child!.output(),
      (output) => output.includes("the demonstration's history is there"),
      "the history",
    );
    const again = createClient({ base_url: child.url });
    const { verified_actions } = await until(
      () => again.call(programmeFigures, {}),
      (figures) => figures.verified_actions.value >= actions - 2,
      "all of it",
    );
    assert.ok(verified_actions.value <= actions, `${verified_actions.value} of ${actions}`);
    const { items } = await again.call(actionEntries, { figure: "verified_actions", upto: verified_actions.value, limit: 100 });
    const today = Date.now();
    for (const { at } of items) {
      const age_days = (today - new Date(at).getTime()) / day_ms;
      assert.ok(age_days > 0 && age_days < 92, at);
    }
    assert.equal(await child.end("SIGTERM"), 0);
  });
});
