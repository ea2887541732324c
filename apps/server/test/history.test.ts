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

  /** How many actions are verified, once there are so many. */
  const counted = async ({ url }: Child, least: number) => {
    const count = async () => (await createClient({ base_url: url }).call(programmeFigures, {})).verified_actions.value ?? 0;
    return until(count, (value) => value >= least, `${least} verified actions`);
  };

  it("is work of the last ninety days, each piece once, also when the server was killed while it was played", async () => {
    child = await start();
    await counted(child, 1);
    await child.end("SIGKILL");

    child = await start();
    await until(
      async () => child!.output(),
      (output) => output.includes("the demonstration's history is there"),
      "the history",
    );
    const count = await counted(child, actions - 2);
    assert.ok(count <= actions, `${count} of ${actions}`);
    const { items } = await createClient({ base_url: child.url }).call(actionEntries, {
      figure: "verified_actions",
      upto: count,
      limit: 100,
    });
    const today = Date.now();
    for (const { at } of items) {
      const age_days = (today - new Date(at).getTime()) / day_ms;
      assert.ok(age_days > 0 && age_days < 92, at);
    }
    assert.equal(await child.end("SIGTERM"), 0);
  });
});
