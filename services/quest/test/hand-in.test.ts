import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, test } from "node:test";
import { questContract } from "@oneheart/contracts";
import { sql } from "kysely";
import { bootWorld, counted, nobody } from "./support/world.ts";

const { completeQuest, abandonQuest } = questContract.operations;

const world = await bootWorld({ after });

test("a quest is handed in with its proofs and waits for verification; nothing is paid yet", async () => {
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const proofs = [world.proof(quest, player), world.proof(quest, player)];
  const handedIn = await world.complete(quest, player, proofs);
  assert.deepEqual(completeQuest.output.parse(handedIn), handedIn);
  assert.deepEqual([handedIn.status, handedIn.completed_at], ["submitted", null]);
  assert.ok(handedIn.submitted_at! >= handedIn.started_at!);
  assert.deepEqual({ ...handedIn, challenge: null }, await world.quest(quest, player));
  assert.deepEqual(await world.history(quest, player), ["started", "submitted"]);
  await world.app.settled();
  const { quest_id, mission_id, zone_id } = quest;
  const [{ action_id, ...submitted }] = world.eventsOf("quest.submitted", quest) as [Record<string, unknown>];
  assert.ok(action_id);
  assert.deepEqual(submitted, { quest_id, mission_id, zone_id, player_id: player.playerId, proof_ids: proofs, ...counted });
});

test("proof_missing: unknown, another player's or another quest's proofs are named, and the quest stays active", async () => {
  const [player, other] = [await world.player(), await world.player()];
  const mission = await world.mission();
  const quest = await world.start(mission, player);
  const good = world.proof(quest, player);
  const anothers = world.proof(await world.start(mission, other), other);
  const stolen = world.proof(quest, other);
  const elsewhere = world.proof(await world.start(await world.mission(), player), player);
  const unknown = randomUUID();
  await assert.rejects(world.complete(quest, player, [good, anothers, stolen, elsewhere, unknown]), {
    code: "proof_missing",
    status: 422,
    context: { proof_ids: [anothers, stolen, elsewhere, unknown] },
  });
  assert.equal((await world.quest(quest, player)).status, "active");
  assert.equal((await world.complete(quest, player, [good])).status, "submitted");
});

test("the same proof named twice, or in capitals, is one proof", async () => {
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const proof = world.proof(quest, player);
  await world.complete(quest, player, [proof, proof, proof.toUpperCase()]);
  const { rows } = await sql<{ proof_id: string }>`SELECT proof_id FROM quest_proofs WHERE quest_id = ${quest.quest_id}`.execute(
    world.app.db,
  );
  assert.deepEqual(rows, [{ proof_id: proof }]);
});

test("a proof that was handed in once is never handed in again", async () => {
  const player = await world.player();
  const [first, second] = [await world.start(await world.mission(), player), await world.start(await world.mission(), player)];
  const proof = world.proof(first, player);
  await world.complete(first, player, [proof]);
  await sql`UPDATE quest_assignments SET status = 'active', submitted_at = NULL, duration_minutes = NULL, beneficiaries_count = NULL
    WHERE id = ${first.quest_id}`.execute(world.app.db);
  await assert.rejects(world.complete(first, player, [proof]), { code: "proof_missing" });
  const insert = sql`INSERT INTO quest_proofs (proof_id, quest_id) VALUES (${proof}, ${second.quest_id})`;
  await assert.rejects(insert.execute(world.app.db), { code: "23505" });
});

test("quest_not_found: another player's quest cannot be handed in or given up", async () => {
  const [player, other] = [await world.player(), await world.player()];
  const quest = await world.start(await world.mission(), player);
  const proof = world.proof(quest, player);
  for (const target of [quest, { quest_id: nobody }]) {
    await assert.rejects(world.complete(target, other, [proof]), { code: "quest_not_found", status: 404 });
    await assert.rejects(world.app.call(abandonQuest, { id: target.quest_id! }, { as: other }), { code: "quest_not_found", status: 404 });
  }
  assert.equal((await world.quest(quest, player)).status, "active");
});

test("quest_not_active: a quest that is handed in, done or given up is not handed in again", async () => {
  const player = await world.player();
  const quest = await world.submitted(await world.mission(), player);
  const again = () => world.complete(quest, player, [world.proof(quest, player)]);
  await assert.rejects(again(), { code: "quest_not_active", status: 409, context: { status: "submitted" } });
  await assert.rejects(world.app.call(abandonQuest, { id: quest.quest_id! }, { as: player }), { code: "quest_not_active" });
  await world.paid(quest);
  await assert.rejects(again(), { code: "quest_not_active", context: { status: "completed" } });

  const given = await world.start(await world.mission(), player);
  assert.equal((await world.app.call(abandonQuest, { id: given.quest_id! }, { as: player })).status, "abandoned");
  await assert.rejects(world.complete(given, player, [world.proof(given, player)]), {
    code: "quest_not_active",
    context: { status: "abandoned" },
  });
  assert.deepEqual(await world.history(given, player), ["started", "abandoned"]);
});

test("what was captured in time is handed in after the quest's end too, for a day", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const mission = await world.mission();
  const quest = await world.start(mission, player);
  assert.equal(Date.parse(quest.hand_in_until!) - Date.parse(quest.expires_at!), 24 * 3_600_000);
  world.app.clock.advance({ hours: 24, minutes: 1 });
  await world.expireNow();
  const late = world.proof(quest, player);
  await assert.rejects(world.complete(quest, player, [late]), { code: "captured_after_end", status: 422 });
  assert.equal((await world.quest(quest, player)).status, "expired");
  const inTime = world.proof(quest, player, new Date("2026-03-01T22:00:00Z"));
  const handedIn = await world.complete(quest, player, [inTime]);
  assert.deepEqual([handedIn.status, handedIn.hand_in_until], ["submitted", null]);
});

test("quest_expired: an ended quest whose place another one took is not handed in late", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const mission = await world.mission({ quest_type: "ascension" });
  const quest = await world.start(mission, player);
  const proof = world.proof(quest, player);
  world.app.clock.advance({ hours: 25 });
  const second = await world.start(mission, player);
  await assert.rejects(world.complete(quest, player, [proof]), { code: "quest_expired", status: 409 });
  await world.complete(second, player, [world.proof(second, player)]);
});

test("quest_expired: a quest whose time is up, before it was marked and after", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T00:00:00Z" });
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  world.app.clock.advance({ hours: 48 });
  const proof = world.proof(quest, player);
  await assert.rejects(world.complete(quest, player, [proof]), { code: "quest_expired", status: 409 });
  await assert.rejects(world.app.call(abandonQuest, { id: quest.quest_id! }, { as: player }), {
    code: "quest_not_active",
    context: { status: "expired" },
  });
  assert.equal((await world.quest(quest, player)).status, "expired");
  await world.expireNow();
  await assert.rejects(world.complete(quest, player, [proof]), { code: "quest_expired" });
});

test("of many hand-ins at once, one is taken", async () => {
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const proof = world.proof(quest, player);
  const tried = await Promise.allSettled(Array.from({ length: 20 }, () => world.complete(quest, player, [proof])));
  assert.equal(tried.filter((each) => each.status === "fulfilled").length, 1);
  for (const each of tried) if (each.status === "rejected") assert.equal(each.reason.code, "quest_not_active");
  await world.app.settled();
  assert.equal(world.eventsOf("quest.submitted", quest).length, 1);
  assert.deepEqual(await world.history(quest, player), ["started", "submitted"]);
});

test("the same hand-in under one idempotency key, at once or later, is one hand-in with one answer", async () => {
  const player = await world.player();
  const quest = await world.start(await world.mission(), player);
  const proof = world.proof(quest, player);
  const tried = await Promise.allSettled(Array.from({ length: 10 }, () => world.complete(quest, player, [proof], "hand-in")));
  const answers = tried.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  assert.ok(answers.length >= 1);
  for (const answer of [...answers, await world.complete(quest, player, [proof], "hand-in")]) assert.deepEqual(answer, answers[0]);
  for (const each of tried) {
    if (each.status === "rejected") assert.ok(["idempotency_in_flight", "quest_not_active"].includes(each.reason.code), each.reason.code);
  }
  await world.app.settled();
  assert.equal(world.eventsOf("quest.submitted", quest).length, 1);
});

test("a hand-in and a giving-up at once: one of them wins", async () => {
  const player = await world.player();
  for (let round = 0; round < 5; round += 1) {
    const quest = await world.start(await world.mission(), player);
    const proof = world.proof(quest, player);
    const tried = await Promise.allSettled([
      world.complete(quest, player, [proof]),
      world.app.call(abandonQuest, { id: quest.quest_id! }, { as: player }),
    ]);
    assert.deepEqual(tried.map((each) => each.status).sort(), ["fulfilled", "rejected"]);
    const winner = tried.find((each) => each.status === "fulfilled")!.value as { status: string };
    assert.equal((await world.quest(quest, player)).status, winner.status);
  }
});

test("too_early: a quest takes a share of its expected time, as the policy was when it began, and says from when it can be handed in", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T10:00:00Z" });
  const { app, admin } = world;
  const setPolicy = (change: { min_time_bps?: number; min_minutes?: number }) =>
    app.call(questContract.operations.setQuestPolicy, change, { as: admin });
  const player = await world.player();
  const mission = await world.mission({ expected_minutes: 60 });
  await setPolicy({ min_time_bps: 2_000, min_minutes: 2 });
  const [listed] = (await world.list(player)).items;
  assert.deepEqual([listed!.expected_minutes, listed!.min_minutes, listed!.time], [60, 12, null]);
  const quest = await world.start(mission, player);
  const hand_in_from = new Date(Date.parse(quest.started_at!) + 12 * 60_000).toISOString();
  assert.deepEqual([quest.min_minutes, quest.hand_in_from], [12, hand_in_from]);
  assert.deepEqual(await setPolicy({ min_time_bps: 10_000 }), { min_time_bps: 10_000, min_minutes: 2 });

  app.clock.advance({ minutes: 11 });
  const proof = world.proof(quest, player);
  const early = { code: "too_early", status: 409, context: { hand_in_from, min_minutes: 12 } };
  await assert.rejects(world.complete(quest, player, [proof]), early);
  app.clock.advance({ minutes: 1 });
  assert.equal((await world.complete(quest, player, [proof])).status, "submitted");

  const short = await world.start(await world.mission({ expected_minutes: 1 }), player);
  assert.equal(short.min_minutes, 1, "never more than the expected time");
});

test("what was reported and what counts are told: before, at the hand-in, in the history and to the impact engine", async (t) => {
  const world = await bootWorld(t, { clock: "2026-03-01T10:00:00Z" });
  const player = await world.player();
  const quest = await world.start(await world.mission({ expected_minutes: 60 }), player);
  world.app.clock.advance({ minutes: 44, seconds: 30 });
  const underWay = await world.quest(quest, player);
  assert.equal(underWay.time!.words, "45 of 60 minutes so far: 75 % of the time expected.");
  assert.match(underWay.people!.words, /^Say how many people were helped/);
  const proof = world.proof(quest, player);
  world.app.clock.advance({ hours: 5 });
  const { time, people } = await world.complete(quest, player, [proof], undefined, { duration_minutes: 1440 });
  assert.match(people!.words, /^You reported 3 people helped\. Only those count whom a reviewer confirms/);
  assert.deepEqual([time!.reported_minutes, time!.counted_minutes, time!.share_bps], [1440, 45, 7_500]);
  assert.match(time!.words, /You reported 1,440/);
  assert.deepEqual((await world.quest(quest, player)).time, time);
  await world.app.settled();
  assert.equal(world.eventsOf("quest.submitted", quest)[0]!.duration_minutes, 45);
  const { items } = await world.app.call(questContract.operations.questHistory, { id: quest.quest_id! }, { as: player });
  assert.deepEqual([items[1]!.detail.reported_minutes, items[1]!.detail.duration_minutes], [1440, 45]);
});

test("the policy is for administrators, read also by governments", async () => {
  const { getQuestPolicy, setQuestPolicy } = questContract.operations;
  assert.deepEqual(await world.app.call(getQuestPolicy, {}, { as: world.app.user("government") }), { min_time_bps: 0, min_minutes: 0 });
  for (const role of ["player", "reviewer", "government"] as const)
    await assert.rejects(world.app.call(setQuestPolicy, {}, { as: world.app.user(role) }), { code: "forbidden" });
});
