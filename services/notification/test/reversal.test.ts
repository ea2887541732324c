import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { notificationContract, reviewReasons } from "@oneheart/contracts";
import { impactInternal, questInternal, verificationInternal } from "@oneheart/contracts/internal";
import { newId, type Principal } from "@oneheart/kernel";
import { bootServices, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { notificationService } from "../src/service.ts";

const { impactReversed, impactReinstated } = impactInternal.events;
const { reviewDecided } = verificationInternal.events;

let app: TestApp;
before(async () => {
  app = await bootServices([notificationService]);
});
after(() => app?.stop());

const inbox = async (as: Principal) => (await app.call(notificationContract.operations.listNotifications, {}, { as })).items;

function correctionOf(player_id: string) {
  const ids = { action_id: newId(), quest_id: newId(), mission_id: newId(), zone_id: newId(), player_id, ledger_id: newId() };
  return { ...ids, xp: 120, tokens: 3, credits_minor: 500, recorded_at: app.clock.now().toISOString() };
}
function reviewOf(player_id: string) {
  return { proof_id: newId(), action_id: newId(), player_id, reviewer_id: newId(), kind: "appeal" as const, final: true };
}

test("whose reward is taken back reads why, what was taken and owed, and that it can be appealed", async () => {
  const as = app.player();
  const reversed = { ...correctionOf(as.playerId), reason_code: "staged", badges: ["first_step"], tokens_owed: 7 };
  await app.emit(impactReversed, reversed);
  await app.settled();
  const [told, ...more] = await inbox(as);
  assert.deepEqual([told!.title, told!.type, more], ["Your reward was taken back", "reward", []]);
  assert.deepEqual(told!.data, { quest_id: reversed.quest_id, action_id: reversed.action_id });
  for (const words of [reviewReasons.staged.words, "120 XP and 3 Heart tokens were taken back", "7 Heart tokens", "Badges", "appeal"])
    assert.ok(told!.body.includes(words), `${words} in: ${told!.body}`);
});

test("a reversal that moved nothing says nothing of amounts, debts and badges", async () => {
  const as = app.player();
  const nothing = { ledger_id: null, xp: 0, tokens: 0, credits_minor: 0, badges: [], tokens_owed: 0 };
  await app.emit(impactReversed, { ...correctionOf(as.playerId), ...nothing, reason_code: "other" });
  await app.settled();
  assert.equal((await inbox(as))[0]!.body, `${reviewReasons.other.words} You can appeal; the proof says until when.`);
});

test("a reversal is told once, by what explains it, and any other failure as before", async () => {
  const as = app.player();
  const { action_id, ...correction } = correctionOf(as.playerId);
  const { quest_id, mission_id, zone_id, player_id } = correction;
  const quest = { quest_id, mission_id, zone_id, player_id, title: "Clean the canal", reason: "staged" };
  await app.emit(questInternal.events.questFailed, { ...quest, reversed: true });
  await app.emit(impactReversed, { ...correction, action_id, reason_code: "staged", badges: [], tokens_owed: 0 });
  await app.settled();
  const titles = async () => (await inbox(as)).map(({ title }) => title).toSorted();
  assert.deepEqual(await titles(), ["Your reward was taken back"]);
  await app.emit(questInternal.events.questFailed, { ...quest, quest_id: newId() });
  await app.settled();
  assert.deepEqual(await titles(), ["Your evidence was not accepted", "Your reward was taken back"]);
});

test("whose reward is given again reads how much", async () => {
  const as = app.player();
  await app.emit(impactReinstated, { ...correctionOf(as.playerId), tokens: 1, reason_code: "appeal_overturned" });
  await app.settled();
  const [told] = await inbox(as);
  assert.equal(told!.title, "Your reward is yours again");
  assert.match(told!.body, /120 XP and 1 Heart token were given back\./);
});

for (const [decision, reason_code, title] of [
  ["approve", "convincing", "Your appeal was successful"],
  ["reject", "other_place", "Your appeal was not successful"],
] as const)
  test(`an appeal that ends with ${decision} is told with the reason in words, without the reviewer`, async () => {
    const as = app.player();
    const review = { ...reviewOf(as.playerId), decision, reason_code };
    await app.emit(reviewDecided, review);
    await app.settled();
    const [told, ...more] = await inbox(as);
    assert.deepEqual([told!.title, told!.type, told!.data, more], [title, "review", { proof_id: review.proof_id }, []]);
    assert.ok(told!.body.endsWith(reviewReasons[reason_code].words));
    assert.ok(!JSON.stringify(told).includes(review.reviewer_id));
  });

test("opinions that end nothing, and those on what was not appealed, are not told", async () => {
  const as = app.player();
  const review = { ...reviewOf(as.playerId), decision: "reject" as const, reason_code: "staged" };
  await app.emit(reviewDecided, { ...review, final: false });
  await app.emit(reviewDecided, { ...review, kind: "decision" });
  await app.emit(reviewDecided, { ...review, kind: "audit" });
  await app.settled();
  assert.deepEqual(await inbox(as), []);
});

test("a reversal that is delivered again is told once", async () => {
  const as = app.player();
  const payload = { ...correctionOf(as.playerId), reason_code: "staged", badges: [], tokens_owed: 0 };
  const delivery = { event_id: newId(), type: impactReversed.type, payload, request_id: "r", emitted_at: app.clock.now().toISOString() };
  for (let time = 0; time < 3; time += 1)
    await sql`SELECT graphile_worker.add_job('notification:on-impact-reversed', ${JSON.stringify(delivery)}::json)`.execute(app.db);
  await app.settled();
  assert.equal((await inbox(as)).length, 1);
});
