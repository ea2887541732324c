import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { impactContract } from "@oneheart/contracts";
import { verificationInternal } from "@oneheart/contracts/internal";
import { type AuditFinding, newId } from "@oneheart/kernel";
import { createLedger } from "@oneheart/ledger";
import { sql } from "kysely";
import { impactService } from "../src/service.ts";
import { bootProgramme, type Programme } from "./support/programme.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const ledger = createLedger({ newId, now: () => new Date() });
const eventsOf = (type: string, player_id: string) => programme.app.eventsOf(type).filter((event) => event.player_id === player_id);

async function balancesOf(player_id: string) {
  const balances = await ledger.balances(programme.app.db, { owner_id: player_id });
  return Object.fromEntries(balances.map((balance) => [balance.asset, balance.posted]));
}

async function pools() {
  const { app } = programme;
  const { pools, totals } = await app.call(impactContract.operations.distribution, {}, { as: app.player() });
  return { pools: pools.map(({ pool, impact_credits }) => [pool, impact_credits]), totals };
}

async function award(player_id = newId()): Promise<{ action_id: string; player_id: string }> {
  const awarded = await programme.verify({ player_id, beneficiaries_count: 3 });
  await programme.app.settled();
  return awarded;
}

async function say(event: "actionReversed" | "actionVerified", { action_id, player_id }: { action_id: string; player_id: string }) {
  const about = { action_id, player_id, quest_id: newId(), mission_id: newId(), zone_id: newId(), proof_ids: [newId()] };
  const more = { authenticity_score: 20, duration_minutes: 60, beneficiaries_count: 3, proof_id: newId(), reason_code: "staged" };
  await programme.app.emit(verificationInternal.events[event], { ...about, ...more });
}

async function reverse(awarded: { action_id: string; player_id: string }) {
  await say("actionReversed", awarded);
  await programme.app.settled();
}

/** Says that the action of an earlier award is verified again, as after an appeal: with the quest that is known of it. */
async function verifyAgain({ action_id, player_id }: { action_id: string; player_id: string }) {
  await programme.verify({ action_id, player_id, beneficiaries_count: 3 });
  await programme.app.settled();
}

async function spend(player_id: string, amount: bigint) {
  const transfers = [
    { debit: { kind: "player", owner_id: player_id, asset: "HEART" }, credit: { kind: "burned", asset: "HEART" }, amount },
  ];
  await programme.app.db.transaction().execute(async (tx) => {
    const [posted] = await ledger.post(tx, [{ kind: "test.spent", reason_ref: "test", occurred_at: new Date(), transfers }]);
    assert.ok(posted!.ok);
  });
}

/** The findings of the ledger's own audit and of this service's. */
async function findings(): Promise<unknown[]> {
  return programme.app.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      const found: Array<AuditFinding | { code: string }> = [];
      for await (const step of ledger.audit(tx)) found.push(...step.findings);
      for (const audit of impactService.audits!) for await (const step of audit(tx as never)) found.push(...step.findings);
      return found;
    });
}

test("a reversal takes back XP, tokens, credits and the funds' share in one transaction that names what it corrects", async () => {
  const { app } = programme;
  const before = await pools();
  const awarded = await award();
  const entry = (await app.call(impactContract.operations.listLedger, { action_id: awarded.action_id }, { as: app.player() })).items[0]!;
  await reverse(awarded);
  assert.deepEqual(await balancesOf(awarded.player_id), { XP: 0n, HEART: 0n, CREDIT: 0n });
  assert.deepEqual(await pools(), before);
  const [event, ...more] = eventsOf("impact.reversed", awarded.player_id);
  assert.deepEqual([event!.xp, event!.tokens, event!.tokens_owed, event!.badges, more], [100, 10, 0, ["first_step"], []]);
  const [recorded] = eventsOf("impact.recorded", awarded.player_id);
  const told = { ledger_id: entry.id, xp: 100, badges: ["first_step"], recorded_at: recorded!.recorded_at };
  assert.deepEqual([event!.version, event!.award], [2, told], "listeners need not ask what was taken back");
  const { rows } = await sql<{ corrects: string; kind: string }>`
    SELECT corrects, kind FROM ledger_transactions WHERE id = ${event!.ledger_id as string}`.execute(app.db);
  assert.deepEqual(rows, [{ corrects: entry.id, kind: "impact.reversal" }]);
  const { items } = await app.call(impactContract.operations.listLedger, { action_id: awarded.action_id }, { as: app.player() });
  assert.deepEqual(
    items.map((item) => [item.xp_delta, item.tokens_delta, item.impact_credits_delta, item.corrects]),
    [
      [-100, -10, -41.5, entry.id],
      [100, 10, 41.5, undefined],
    ],
  );
  assert.deepEqual(await findings(), []);
});

test("a reversal happens once, however many events say so at once", async () => {
  const awarded = await award();
  await award(awarded.player_id);
  const kept = await balancesOf(awarded.player_id);
  await Promise.all(Array.from({ length: 8 }, () => say("actionReversed", awarded)));
  await programme.app.settled();
  assert.deepEqual(await balancesOf(awarded.player_id), { XP: kept.XP! - 100n, HEART: kept.HEART! - 10n, CREDIT: kept.CREDIT! - 4_150n });
  assert.equal(eventsOf("impact.reversed", awarded.player_id).length, 1);
  assert.deepEqual(await findings(), []);
});

test("reversals of many actions of one player at once, among awards, add up", async () => {
  const player_id = newId();
  const awarded = [];
  for (let action = 0; action < 6; action += 1) awarded.push(await award(player_id));
  const given = eventsOf("impact.recorded", player_id);
  await Promise.all([
    ...awarded.slice(0, 4).map((one) => say("actionReversed", one)),
    ...Array.from({ length: 4 }, () => programme.verify({ player_id })),
  ]);
  await programme.app.settled();
  const taken = given.slice(0, 4).reduce((sum, event) => sum + Number(event.xp), 0);
  const all = eventsOf("impact.recorded", player_id).reduce((sum, event) => sum + Number(event.xp), 0);
  assert.equal((await balancesOf(player_id)).XP, BigInt(all - taken));
  assert.equal(eventsOf("impact.reversed", player_id).length, 4);
  assert.deepEqual(await findings(), []);
});

test("a reversal that is told before the award waits for it", async () => {
  const { app } = programme;
  const awarded = { action_id: newId(), player_id: newId() };
  await say("actionReversed", awarded);
  const failed = async () =>
    (await sql`SELECT FROM graphile_worker._private_jobs WHERE last_error LIKE ${`%${awarded.action_id}%`}`.execute(app.db)).rows.length;
  while ((await failed()) === 0) await new Promise(setImmediate);
  await programme.verify(awarded);
  await app.settled();
  assert.equal((await balancesOf(awarded.player_id)).XP, 0n);
});

test("tokens that were spent are owed, never negative, and collected from what is earned next", async () => {
  const awarded = await award();
  const { player_id } = awarded;
  await spend(player_id, 7n);
  await reverse(awarded);
  assert.equal((await balancesOf(player_id)).HEART, 0n);
  const [event] = eventsOf("impact.reversed", player_id);
  assert.deepEqual([event!.tokens, event!.tokens_owed], [3, 7]);
  assert.deepEqual(await findings(), []);

  await programme.verify({ player_id, quest: { base_tokens: 5 } });
  await programme.app.settled();
  assert.equal((await balancesOf(player_id)).HEART, 0n);
  await award(player_id);
  assert.equal((await balancesOf(player_id)).HEART, 8n, "10 earned, 2 still owed");
  await award(player_id);
  assert.equal((await balancesOf(player_id)).HEART, 18n, "nothing is owed any more");
  const { rows } = await sql`
    SELECT asset, amount, collected, closed_at IS NOT NULL AS closed FROM impact_claims WHERE player_id = ${player_id}`.execute(
    programme.app.db,
  );
  assert.deepEqual(rows, [{ asset: "HEART", amount: 7n, collected: 7n, closed: true }]);
  assert.deepEqual(await findings(), []);
});

test("while the player spends, a reversal takes what is left or notes what is owed, and nothing is lost", async () => {
  const awarded = await Promise.all(Array.from({ length: 5 }, () => award()));
  await Promise.all(awarded.flatMap((one) => [say("actionReversed", one), spend(one.player_id, 4n).catch(() => {})]));
  await programme.app.settled();
  for (const { player_id, action_id } of awarded) {
    const [event] = eventsOf("impact.reversed", player_id);
    assert.equal(Number(event!.tokens) + Number(event!.tokens_owed), 10);
    assert.equal((await balancesOf(player_id)).HEART, 0n, action_id);
  }
  assert.deepEqual(await findings(), []);
});

test("after an appeal everything comes back once, claims are given up, and the award counts again", async () => {
  const awarded = await award();
  const { player_id } = awarded;
  const { totals } = await pools();
  await spend(player_id, 4n);
  await reverse(awarded);
  await verifyAgain(awarded);
  await verifyAgain(awarded);
  assert.deepEqual(await balancesOf(player_id), { XP: 100n, HEART: 6n, CREDIT: 4_150n });
  const [reinstated, ...more] = eventsOf("impact.reinstated", player_id);
  const recorded = eventsOf("impact.recorded", player_id);
  assert.deepEqual([more.length, recorded.length], [0, 1]);
  const { version, award: told, title } = reinstated as { version: number; award: { xp: number }; title: string };
  assert.deepEqual([version, told.xp, title], [3, 100, recorded[0]!.title]);
  const now = await pools();
  assert.deepEqual([now.totals.actions, now.totals.xp], [totals.actions, totals.xp]);
  await award(player_id);
  assert.equal((await balancesOf(player_id)).HEART, 16n, "nothing is owed");
  await reverse(awarded);
  assert.equal((await balancesOf(player_id)).XP, 201n, "an award is reversed once, ever");
  assert.deepEqual(await findings(), []);
});

test("an action that earned nothing is reversed without the ledger", async () => {
  const { action_id, player_id } = await programme.verify({ quest: { base_xp: 0, base_tokens: 0 } });
  await programme.app.settled();
  await reverse({ action_id, player_id });
  assert.deepEqual(await balancesOf(player_id), {});
  assert.equal(eventsOf("impact.reversed", player_id)[0]!.ledger_id, null);
  assert.deepEqual(await findings(), []);
});

test("the audit sees a correction that nobody kept, and one that says something else than the ledger", async () => {
  const { db } = programme.app;
  const [one, other] = [await award(), await award()];
  const { rows } = await sql<{ id: string }>`
    SELECT ledger_transaction_id AS id FROM impact_awards WHERE action_id = ${other.action_id}`.execute(db);
  const hearts = { kind: "player", owner_id: other.player_id, asset: "HEART" };
  const transfers = [{ debit: hearts, credit: { kind: "issuance", asset: "HEART" }, amount: 1n }];
  const draft = {
    kind: "impact.claim",
    reason_ref: `action:${other.action_id}`,
    occurred_at: new Date(),
    corrects: rows[0]!.id,
    transfers,
  };
  const [posted] = await db.transaction().execute((tx) => ledger.post(tx, [draft]));
  assert.ok(posted?.ok);
  const codes = async () => ((await findings()) as AuditFinding[]).map((finding) => finding.code);
  assert.deepEqual(await codes(), ["correction_without_record"]);
  await sql`
    INSERT INTO impact_corrections VALUES (${newId()}, ${one.action_id}, 'claim', ${posted.id}, ${one.player_id}, 0, -2, 0, 0, 0, 0, 'x', now())`.execute(
    db,
  );
  assert.deepEqual(await codes(), ["correction_differs", "correction_names_another"]);
});

test("corrections cannot be changed or removed, not even by the owner of the tables", async () => {
  const refused = /rows are only ever added/;
  for (const statement of [
    sql`UPDATE impact_corrections SET xp = 0`,
    sql`DELETE FROM impact_corrections`,
    sql`TRUNCATE impact_corrections`,
  ])
    await assert.rejects(statement.execute(programme.app.owner), refused);
});
