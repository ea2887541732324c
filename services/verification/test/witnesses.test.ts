import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import { findRings } from "../src/jobs/find-rings.ts";
import * as reviewing from "./support/reviewing.ts";
import { openWorld, type Quest, type World } from "./support/world.ts";

describe("what witnesses say of a proof", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  async function sent(quest: Quest, more?: Parameters<World["submit"]>[2]) {
    const proof_id = await world.submit(quest, await newPicture(), more);
    await world.app.settled();
    return proof_id;
  }
  const statusOf = async (proof_id: string) => (await world.assessment(proof_id)).status;
  async function witnessed(proof_id: string, about?: Parameters<World["witness"]>[1]) {
    await world.witness(proof_id, about);
    await world.app.settled();
  }

  test("verifies it once the quorum of its mission is there, and with it the action", async () => {
    const quest = await world.quest({ witnesses_required: 2 });
    const proof_id = await sent(quest);
    await world.handIn(quest, [proof_id]);
    await witnessed(proof_id, { plausible: false });
    await witnessed(proof_id);
    const row = await world.assessment(proof_id);
    assert.deepEqual([row.status, row.decision.reason_code], ["in_review", "witnesses_missing"]);
    assert.deepEqual(world.decisions(quest).verified, []);
    await witnessed(proof_id);
    assert.equal(await statusOf(proof_id), "verified");
    assert.equal(world.decisions(quest).verified.length, 1);
    const told = world.app.eventsOf("proof.decided").filter((event) => event.proof_id === proof_id);
    assert.deepEqual(
      told.map(({ status, decision_no }) => [status, decision_no]),
      [
        ["in_review", 0],
        ["verified", 1],
      ],
    );
  });

  test("is heard however many say it at once, and decides once", async () => {
    const quest = await world.quest({ witnesses_required: 3 });
    const proof_id = await sent(quest);
    await world.handIn(quest, [proof_id]);
    await Promise.all(Array.from({ length: 8 }, () => world.witness(proof_id)));
    await world.app.settled();
    assert.equal(await statusOf(proof_id), "verified");
    assert.equal(world.decisions(quest).verified.length, 1);
  });

  test("is counted when it came before the analysis", async () => {
    const release = world.holdAnalysis();
    const quest = await world.quest({ witnesses_required: 1 });
    const proof_id = await world.submit(quest, await newPicture());
    await world.witness(proof_id);
    release();
    await world.app.settled();
    assert.equal(await statusOf(proof_id), "verified");
  });

  test("does not move what has a hard flag, nor what people decided", async () => {
    const mocked = await sent(await world.quest(), { mock_location: true });
    for (let n = 0; n < 3; n += 1) await witnessed(mocked, { weight: 700 });
    assert.equal(await statusOf(mocked), "in_review");
    const rejected = await sent(await world.quest({ witnesses_required: 1 }));
    const said = { decision: "reject", reason_code: "task_not_shown" } as const;
    await reviewing.decide(world.app, rejected, said, world.app.user("reviewer"));
    await witnessed(rejected);
    assert.equal(await statusOf(rejected), "rejected");
  });

  test("weighs less the more their own circle looks like a ring, which is found every night and makes a person look", async () => {
    const honest = await Promise.all(Array.from({ length: 30 }, async () => (await world.quest()).facts.player_id));
    const members = await Promise.all(Array.from({ length: 8 }, () => world.quest()));
    const at = world.app.clock.now().toISOString();
    const edge = (witness_id: string, player_id: string) => ({
      witness_id,
      player_id,
      verdict: "confirm" as const,
      plausible: true,
      weight: 0,
      at,
    });
    honest.forEach((player, n) => {
      for (const step of [1, 3, 7, 11]) world.edges.push(edge(honest[(n + step) % honest.length]!, player));
    });
    for (const one of members)
      for (const other of members)
        if (one !== other) for (let n = 0; n < 15; n += 1) world.edges.push(edge(one.facts.player_id, other.facts.player_id));

    const job = () => findRings.run(world.app.kernel.context("verification"));
    await job();
    const none = await world.assessment(await sent(members[0]!));
    assert.equal(none.signals.find(({ code }) => code === "ring")?.value, null);

    await knowAsHonest(honest[0]!);
    await knowAsHonest(honest[15]!);
    await job();
    const caught = await world.assessment(await sent(await world.quest({ player_id: members[0]!.facts.player_id })));
    assert.deepEqual([caught.status, caught.flags.includes("witness_ring")], ["in_review", true]);
    const fine = await world.assessment(await sent(await world.quest({ player_id: honest[4]! })));
    assert.equal(fine.status, "verified");

    const doubtful = await sent(await world.quest(), { nonce: undefined });
    for (const { facts } of members) await witnessed(doubtful, { witness_id: facts.player_id, circle: randomUUID(), weight: 700 });
    const row = await world.assessment(doubtful);
    assert.equal(row.status, "in_review");
    assert.ok(row.signals.find(({ code }) => code === "witnesses")!.weight < 700);
  });

  /** As if people had approved three proofs of the player. */
  async function knowAsHonest(player_id: string) {
    for (let n = 0; n < 3; n += 1) {
      const proof_id = await sent(await world.quest({ player_id }), { nonce: undefined });
      const said = { decision: "approve", reason_code: "convincing" } as const;
      await reviewing.decide(world.app, proof_id, said, world.app.user("reviewer"));
    }
    const { rows } = await sql`SELECT FROM proof_assessments WHERE player_id = ${player_id} AND status = 'verified'`.execute(world.app.db);
    assert.ok(rows.length >= 3);
  }
});
