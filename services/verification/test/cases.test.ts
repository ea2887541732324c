import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import * as reviewing from "./support/reviewing.ts";
import { openWorld, type Quest, type World } from "./support/world.ts";

describe("a quest that was handed in", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.app.stop());

  const send = async (quest: Quest, more?: Parameters<World["submit"]>[2]) => world.submit(quest, await newPicture(), more);
  const decide = (proof_id: string, decision: "approve" | "reject") =>
    reviewing.decide(world.app, proof_id, { decision, reason_code: "other" }, world.app.user("reviewer"));
  /** A code that was issued for another quest: the only one that is proof of a fault. */
  const foreignNonce = async () => (await world.quest()).facts.nonce!;
  async function integrityScores(quest: Quest) {
    const { rows } = await sql<{ authenticity_score: number; anti_cheat_flags: string[]; verified_at: Date }>`
      SELECT s.* FROM integrity_scores s JOIN actions a ON a.id = s.action_id WHERE a.quest_id = ${quest.facts.quest_id}`.execute(
      world.app.db,
    );
    return rows;
  }

  test("after its proofs were verified, is verified with all that was said of it and its lowest score", async () => {
    const quest = await world.quest();
    const proof_ids = [await send(quest), await send(quest, { captured_at: quest.facts.started_at })];
    await world.app.settled();
    assert.deepEqual(world.decisions(quest), { verified: [], rejected: [] });
    await world.handIn(quest, proof_ids);
    await world.app.settled();
    const scores = await Promise.all(proof_ids.map(async (id) => (await world.assessment(id)).score));
    const { verified, rejected } = world.decisions(quest);
    const { action_id, ...event } = verified[0]!;
    const { quest_id, mission_id, zone_id, player_id } = quest.facts;
    const said = { duration_minutes: 45, beneficiaries_count: 3, beneficiaries_confirmed: 0 };
    assert.deepEqual(event, { quest_id, mission_id, zone_id, player_id, proof_ids, authenticity_score: Math.min(...scores), ...said });
    assert.deepEqual([verified.length, rejected.length, typeof action_id], [1, 0, "string"]);
    const [score, ...more] = await integrityScores(quest);
    assert.deepEqual([score?.authenticity_score, score?.anti_cheat_flags, more], [Math.min(...scores), [], []]);
  });

  test("before its proofs were analysed, is verified when the last of them is", async () => {
    const release = world.holdAnalysis();
    const quest = await world.quest();
    const proof_ids = [await send(quest), await send(quest)];
    await world.handIn(quest, proof_ids);
    const opened = sql<{ count: number }>`SELECT count(*)::int AS count FROM verification_cases WHERE quest_id = ${quest.facts.quest_id}`;
    while ((await opened.execute(world.app.db)).rows[0]!.count === 0) await new Promise(setImmediate);
    assert.deepEqual(world.decisions(quest), { verified: [], rejected: [] });
    release();
    await world.app.settled();
    assert.equal(world.decisions(quest).verified.length, 1);
  });

  test("is decided exactly once, in whatever order and however often the words arrive", async () => {
    const quests = await Promise.all(Array.from({ length: 8 }, () => world.quest()));
    await Promise.all(
      quests.map(async (quest, index) => {
        const proof_ids = await Promise.all([send(quest), send(quest, index % 4 === 3 ? { nonce: await foreignNonce() } : {})]);
        await Promise.all([world.handIn(quest, proof_ids), world.handIn(quest, proof_ids), world.handIn(quest, proof_ids)]);
      }),
    );
    await world.app.settled();
    for (const [index, quest] of quests.entries()) {
      const { verified, rejected } = world.decisions(quest);
      assert.deepEqual([verified.length, rejected.length], index % 4 === 3 ? [0, 1] : [1, 0], `quest ${index}`);
      assert.equal((await integrityScores(quest)).length, verified.length);
    }
  });

  test("with a rejected proof is rejected for its reason, and has no integrity score", async () => {
    const quest = await world.quest();
    const proof_ids = [await send(quest), await send(quest, { nonce: await foreignNonce() })];
    await world.handIn(quest, proof_ids);
    await world.app.settled();
    const { verified, rejected } = world.decisions(quest);
    assert.deepEqual([verified, rejected.length, rejected[0]?.reason_code], [[], 1, "nonce_mismatch"]);
    assert.deepEqual(await integrityScores(quest), []);
  });

  test("waits for the reviewer, whose word decides it", async () => {
    for (const decision of ["approve", "reject"] as const) {
      const quest = await world.quest();
      const doubtful = await send(quest, { nonce: undefined });
      await world.handIn(quest, [await send(quest), doubtful]);
      await world.app.settled();
      assert.deepEqual(world.decisions(quest), { verified: [], rejected: [] });
      await decide(doubtful, decision);
      await world.app.settled();
      const { verified, rejected } = world.decisions(quest);
      assert.deepEqual([verified.length, rejected.length], decision === "approve" ? [1, 0] : [0, 1]);
      if (decision === "reject") assert.equal(rejected[0]!.reason_code, "other");
    }
  });

  test("when the reviewer was first, is decided as soon as it is handed in", async () => {
    const quest = await world.quest();
    const doubtful = await send(quest, { nonce: undefined });
    await world.app.settled();
    await decide(doubtful, "approve");
    await world.handIn(quest, [doubtful]);
    await world.app.settled();
    assert.equal(world.decisions(quest).verified.length, 1);
  });

  test("while the reviewer decides its last proof, is decided exactly once", async () => {
    const quests = await Promise.all(Array.from({ length: 6 }, () => world.quest()));
    const proofs = await Promise.all(quests.map((quest) => send(quest, { nonce: undefined })));
    await world.app.settled();
    await Promise.all(quests.flatMap((quest, index) => [decide(proofs[index]!, "approve"), world.handIn(quest, [proofs[index]!])]));
    await world.app.settled();
    for (const quest of quests) assert.equal(world.decisions(quest).verified.length, 1);
  });

  test("does not mind proofs that were sent but not handed in", async () => {
    const quest = await world.quest();
    const good = await send(quest);
    await send(quest, { nonce: "made up" });
    await world.handIn(quest, [good]);
    await world.app.settled();
    assert.equal(world.decisions(quest).verified.length, 1);
  });

  test("with another quest's proof is never decided, and the word lands among the dead jobs", async () => {
    const quest = await world.quest();
    const other = await world.quest();
    await world.handIn(quest, [await send(quest), await send(other)]);
    await world.app.settled();
    assert.deepEqual(world.decisions(quest), { verified: [], rejected: [] });
    const { rows } = await sql<{ last_error: string }>`
      SELECT last_error FROM graphile_worker._private_jobs WHERE attempts = max_attempts`.execute(world.app.db);
    assert.deepEqual(
      rows.map((row) => row.last_error.split("\n")[0]),
      [`quest ${quest.facts.quest_id} was handed in with proofs that are not its own`],
    );
  });
});
