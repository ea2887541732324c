import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { playerInternal } from "@oneheart/contracts/internal";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import { measureBehaviour } from "../src/jobs/measure-behaviour.ts";
import { here } from "./support/facts.ts";
import { openWorld, type Quest, type World } from "./support/world.ts";

describe("what a player sent before is looked at", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  const send = async (quest: Quest, more?: Parameters<World["submit"]>[2]) => world.submit(quest, await newPicture(), more);
  async function found(quest: Quest, more?: Parameters<World["submit"]>[2]) {
    const proof_id = await send(quest, more);
    await world.app.settled();
    return world.assessment(proof_id);
  }

  test("of two captures at once far from each other, at least one waits for a person", async () => {
    const quest = await world.quest();
    const again = await world.quest({ player_id: quest.facts.player_id });
    const ids = await Promise.all([send(quest), send(again, { lat: here.lat + 3 })]);
    await world.app.settled();
    const rows = await Promise.all(ids.map((id) => world.assessment(id)));
    assert.ok(rows.some((row) => row.flags.includes("impossible_travel")));
  });

  test("a second quest across the country ten minutes later waits for a person", async () => {
    const quest = await world.quest();
    assert.equal((await found(quest)).status, "verified");
    world.app.clock.advance({ minutes: 10 });
    const next = await world.quest({ player_id: quest.facts.player_id });
    const far = await found(next, { lat: here.lat + 0.01 });
    assert.equal(far.status, "verified");
    const other = await world.quest({ player_id: quest.facts.player_id });
    const teleported = await found(other, { lat: here.lat + 4 });
    assert.ok(teleported.flags.includes("impossible_travel"));
  });

  test("of many new accounts on one device, all but the first four wait for a person", async () => {
    const created_at = world.app.clock.now().toISOString();
    const statuses: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      const quest = await world.quest();
      world.account(quest.facts.player_id, { created_at, traces: [{ kind: "device", key: "one", accounts: n + 1 }] });
      const row = await found(quest);
      statuses.push(row.status);
      if (n > 0) assert.ok(row.flags.includes("shared_device"));
    }
    assert.deepEqual(statuses, [...Array(4).fill("verified"), ...Array(4).fill("in_review")]);
  });

  test("others at an address are counted, a crowd too, and whose accounts are alike", async () => {
    const at = { kind: "address" as const, key: "class", accounts: 22 };
    const made = world.app.clock.now().getTime() - 90 * 86_400_000;
    let last: unknown;
    for (let n = 0; n < 22; n += 1) {
      const quest = await world.quest();
      const created_at = new Date(made - (n < 20 ? 3 * n * 86_400_000 : 0)).toISOString();
      world.account(quest.facts.player_id, { created_at, traces: [at] });
      last = (await found(quest)).facts.account?.address;
    }
    assert.deepEqual(last, { compared: true, others: 21, alike: 2 });
    assert.deepEqual((await found(await world.quest())).facts.account?.address, { compared: false, others: 0, alike: 0 });
  });

  test("new accounts where many older ones are, as behind a carrier's gateway, are verified", async () => {
    const gateway = { kind: "address" as const, key: "gateway", accounts: 30 };
    for (let n = 0; n < 14; n += 1) {
      const quest = await world.quest();
      const age_days = n < 8 ? 10 + 3 * n : 0;
      const created_at = new Date(world.app.clock.now().getTime() - age_days * 86_400_000).toISOString();
      world.account(quest.facts.player_id, { created_at, traces: [gateway] });
      assert.equal((await found(quest)).status, "verified", String(n));
    }
  });

  test("the nightly sample of pace makes a burst of quests stand out", async () => {
    await measureBehaviour.run(world.app.kernel.context("verification"));
    const { rows } = await sql<{ counts: number[] }>`SELECT counts FROM pace_cohorts WHERE window_hours = 1`.execute(world.app.db);
    assert.ok(rows[0]!.counts.length >= 8, String(rows[0]!.counts.length));
    const player_id = (await world.quest()).facts.player_id;
    for (let n = 0; n < 14; n += 1) await send(await world.quest({ player_id }));
    await world.app.settled();
    const last = await found(await world.quest({ player_id }));
    assert.ok(last.flags.includes("pace_very_fast"), last.flags.join());
  });

  test("nothing of it stays when the player is erased", async () => {
    const quest = await world.quest();
    const { player_id } = quest.facts;
    world.account(player_id, { traces: [{ kind: "address", key: "home", accounts: 1 }] });
    await found(quest);
    const left = () =>
      sql<{ count: number }>`SELECT (SELECT count(*) FROM player_captures WHERE player_id = ${player_id})::int
        + (SELECT count(*) FROM player_traces WHERE player_id = ${player_id})::int AS count`.execute(world.app.db);
    assert.equal((await left()).rows[0]!.count, 2);
    await world.app.emit(playerInternal.events.playerErased, { player_id, erased_name: "erased" });
    await world.app.settled();
    assert.equal((await left()).rows[0]!.count, 0);
  });
});
