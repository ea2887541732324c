/** The limit of the whole programme's day, and diminishing returns for more of the same kind. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { impactContract } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { newId } from "@oneheart/kernel";
import { render, type Sentence } from "@oneheart/messages";
import fc from "fast-check";
import { sql } from "kysely";
import { assess } from "../src/rules/assess.ts";
import { sameKindFrom, sameKindShare } from "../src/rules/same-kind.ts";
import { activeRules } from "../src/workflows/active-rules.ts";
import { bootProgramme, noLimits, type Programme, setLimits } from "./support/programme.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const { operations } = impactContract;
const recorded = (player_id: string) => programme.app.eventsOf("impact.recorded").filter((event) => event.player_id === player_id);
const tokensOf = (player_id: string) => recorded(player_id).map((event) => Number(event.tokens));
const saidOf = (event: Record<string, unknown>) => (event.explained as Sentence[]).map((sentence) => render(sentence, "en")).join(" ");
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

async function doAll(player_id: string, actions: ReadonlyArray<Parameters<Programme["verify"]>[0]>): Promise<string[]> {
  const ids = [];
  for (const action of actions) {
    ids.push((await programme.verify({ player_id, ...action })).action_id);
    await programme.app.settled();
  }
  return ids;
}

test("awards at the same moment in different zones do not pass the programme's limit together, and the next day is free again", async () => {
  const { app, verify } = programme;
  await setLimits(app, { ...noLimits, programme_day_tokens: 75 });
  const players = Array.from({ length: 12 }, () => newId());
  const at = "2025-07-01T05:00:00Z";
  await Promise.all(players.map((player_id) => verify({ player_id, at })));
  await app.settled();
  assert.equal(sum(players.flatMap(tokensOf)), 75);
  const reduced = players.flatMap(recorded).filter((event) => (event.reductions as unknown[]).length > 0);
  assert.deepEqual(
    new Set(reduced.flatMap((event) => (event.reductions as Array<{ cap: string }>).map(({ cap }) => cap))),
    new Set(["programme_day"]),
  );
  assert.match(saidOf(reduced.at(-1)!), /The most that the whole programme pays in a day, to all players together, is 75 tokens\./);
  assert.ok(
    reduced.every(({ xp }) => xp === 100),
    "XP has no limit here",
  );

  const { items } = await app.call(operations.earningLimits, {}, { as: app.player() });
  const last = items.at(-1)!;
  assert.deepEqual([last.cap, last.xp, last.tokens!.limit], ["programme_day", null, 75]);
  const [next] = [newId()];
  await doAll(next!, [{ at: "2025-07-02T05:00:00Z" }]);
  assert.deepEqual(tokensOf(next!), [10]);
  await setLimits(app, noLimits);
});

test("what is taken back gives the programme's day its share back", async () => {
  const { app } = programme;
  await setLimits(app, { ...noLimits, programme_day_tokens: 10 });
  const [player_id, other] = [newId(), newId()];
  const at = "2025-07-05T05:00:00Z";
  const [action_id] = await doAll(player_id, [{ at }]);
  const reversed = {
    action_id: action_id!,
    player_id,
    quest_id: newId(),
    mission_id: newId(),
    zone_id: newId(),
    proof_ids: [],
    proof_id: newId(),
  };
  const report = { authenticity_score: 90, duration_minutes: 60, beneficiaries_count: 0, reason_code: "staged" };
  await app.emit(verificationInternal.events.actionReversed, { ...reversed, ...report });
  await app.settled();
  await doAll(other, [{ at }, { at }]);
  assert.deepEqual(tokensOf(other), [10, 0]);
  await setLimits(app, noLimits);
});

const fewer = { same_kind_days: 3, same_kind_free: 2, same_kind_step_bps: 3_000, same_kind_min_bps: 2_500 };

test("more of the same kind pays less and less, down to the least share; another kind and days outside the window pay the whole", async () => {
  await setLimits(programme.app, { ...noLimits, ...fewer });
  const player_id = newId();
  const day = (date: string) => ({ at: `2025-08-${date}T05:00:00Z` });
  await doAll(player_id, [
    day("01"),
    day("01"),
    day("02"),
    day("02"),
    day("03"),
    { ...day("03"), quest: { mission_type: "cleanup" } },
    day("06"),
  ]);
  assert.deepEqual(tokensOf(player_id), [10, 10, 7, 4, 3, 10, 10]);
  const fifth = recorded(player_id)[4]!;
  const ofTokens = (fifth.reductions as Array<{ of: string }>).filter(({ of }) => of === "tokens");
  assert.deepEqual(ofTokens, [{ of: "tokens", cap: "same_kind", limit: 2, used: 4, full: 10, paid: 3 }]);
  assert.match(
    saidOf(fifth),
    /Of the same kind of action the first 2 are paid in full\. 4 were done before, so 3 of 10 tokens were paid\./,
  );
  await setLimits(programme.app, noLimits);
});

test("an action that was taken back is none of its kind any more", async () => {
  const { app } = programme;
  await setLimits(app, { ...noLimits, ...fewer, same_kind_free: 1 });
  const player_id = newId();
  const at = "2025-08-11T05:00:00Z";
  const [action_id] = await doAll(player_id, [{ at }]);
  const reversed = {
    action_id: action_id!,
    player_id,
    quest_id: newId(),
    mission_id: newId(),
    zone_id: newId(),
    proof_ids: [],
    proof_id: newId(),
  };
  const report = { authenticity_score: 90, duration_minutes: 60, beneficiaries_count: 0, reason_code: "staged" };
  await app.emit(verificationInternal.events.actionReversed, { ...reversed, ...report });
  await app.settled();
  await doAll(player_id, [{ at }, { at }]);
  assert.deepEqual(tokensOf(player_id), [10, 10, 7]);
  await setLimits(app, noLimits);
});

test("a share and a limit that both reduce an award are told one after the other, stored with it, and in its leaf", async () => {
  const { app } = programme;
  await setLimits(app, { ...noLimits, ...fewer, same_kind_free: 0, player_day_tokens: 5 });
  const player_id = newId();
  const [action_id] = await doAll(player_id, [{ at: "2025-08-21T05:00:00Z" }]);
  const ofTokens = (recorded(player_id)[0]!.reductions as Array<{ of: string }>).filter(({ of }) => of === "tokens");
  assert.deepEqual(ofTokens, [
    { of: "tokens", cap: "same_kind", limit: 0, used: 0, full: 10, paid: 7 },
    { of: "tokens", cap: "player_day", limit: 5, used: 0, full: 7, paid: 5 },
  ]);
  const { rows } = await sql<{ facts: never; xp: bigint; tokens: bigint; leaf: string }>`
    SELECT a.facts, a.xp, a.tokens, convert_from(t.leaf, 'UTF8') AS leaf
    FROM impact_awards a JOIN ledger_transactions t ON t.id = a.ledger_transaction_id WHERE a.action_id = ${action_id}`.execute(app.db);
  const { facts, xp, tokens, leaf } = rows[0]!;
  const { calculation } = assess(await activeRules(app), facts);
  assert.deepEqual([calculation.xp, calculation.tokens, xp, tokens], [70, 5, 70n, 5n]);
  assert.deepEqual(JSON.parse(leaf).detail.same_kind, { done: "0", free: "0", bps: "7000" });
  await setLimits(app, noLimits);
});

test("what the next action of a kind pays can be asked before, in the reader's language", async () => {
  const { app } = programme;
  const player = app.player();
  const mission_id = newId();
  const ask = () => app.call(operations.earningLimits, { mission_id }, { as: player });
  assert.equal((await ask()).same_kind, null);
  await setLimits(app, { ...noLimits, ...fewer, same_kind_free: 0 });
  const { same_kind } = await ask();
  assert.deepEqual([same_kind!.free, same_kind!.done, same_kind!.next_bps], [0, 0, 7_000]);
  assert.match(same_kind!.words, /within 3 days the first 0 are paid in full\. You have done 0; the next one pays 70 %\./);
  await setLimits(app, noLimits);
});

test("the share falls step by step, never rises, and stays within its bounds", () => {
  const bps = fc.integer({ min: 0, max: 10_000 });
  const policy = fc.record({ same_kind_free: fc.nat(50), same_kind_step_bps: bps, same_kind_min_bps: bps });
  fc.assert(
    fc.property(policy, fc.nat(200), (one, done) => {
      const [now, then] = [sameKindShare(one, done), sameKindShare(one, done + 1)];
      assert.ok(then <= now && now <= 10_000 && then >= Math.min(one.same_kind_min_bps, 10_000));
      if (done < one.same_kind_free) assert.equal(now, 10_000);
    }),
  );
  assert.deepEqual(
    [sameKindFrom({ same_kind_days: 1 }, "2025-03-01"), sameKindFrom({ same_kind_days: 7 }, "2025-03-01")],
    ["2025-03-01", "2025-02-23"],
  );
});
