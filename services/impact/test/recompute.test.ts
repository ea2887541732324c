import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ImpactRules, impactContract } from "@oneheart/contracts";
import { newId } from "@oneheart/kernel";
import { type AuditStep, createLedger } from "@oneheart/ledger";
import { sql } from "kysely";
import { type AwardFacts, assess } from "../src/rules/assess.ts";
import { bootProgramme, type Programme } from "./support/programme.ts";
import { plainRules } from "./support/rules.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
  await playRandomly(programme);
});
after(() => programme.app.stop());

interface StoredAward {
  rule_set: string;
  rules: unknown;
  facts: AwardFacts;
  xp: bigint;
  tokens: bigint;
  credits_minor: bigint;
  badges: string[];
  local_minor: bigint;
  national_minor: bigint;
  global_minor: bigint;
  reason_ref: string;
}

/** Numbers that look random and are the same in every run. */
function* sequence(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state;
  }
}

/** 60 actions of 4 players under two rule sets. */
async function playRandomly({ app, verify, zone }: Programme): Promise<void> {
  const players = Array.from({ length: 4 }, newId);
  const numbers = sequence(7);
  const draw = (from: number, to: number) => from + (numbers.next().value % (to - from + 1));
  for (let action = 0; action < 60; action += 1) {
    zone.impact_factor_bps = draw(5_000, 20_000);
    if (action === 30) {
      await app.settled();
      const rules = { ...plainRules, allocation_bps: { local: 3_333, national: 3_333, global: 3_334 }, total_max_bps: 25_000 };
      await app.call(impactContract.operations.createRuleSet, { version: "second", rules }, { as: app.user("admin") });
    }
    await verify({
      player_id: players[draw(0, 3)]!,
      at: `2025-06-${String(draw(1, 28)).padStart(2, "0")}T05:00:00Z`,
      duration_minutes: draw(1, 200),
      beneficiaries_count: draw(0, 20),
      quest: {
        base_xp: draw(0, 500),
        base_tokens: draw(0, 50),
        difficulty_level: draw(1, 10),
        quest_type: (["daily", "story", "community", "ascension"] as const)[draw(0, 3)]!,
        mission_type: draw(0, 1) === 0 ? "cleanup" : "teaching",
        community_goal: draw(0, 1) === 0 ? null : 100,
        community_progress: draw(0, 150),
      },
    });
  }
  await app.settled();
}

async function storedAwards(): Promise<StoredAward[]> {
  const { rows } = await sql<StoredAward>`
    SELECT a.*, r.rules, t.reason_ref FROM impact_awards a
    JOIN rule_sets r ON r.version = a.rule_set JOIN ledger_transactions t ON t.id = a.ledger_transaction_id`.execute(programme.app.db);
  return rows;
}

test("every award of a run follows bit for bit from its stored facts and the rule set it names", async () => {
  const awards = await storedAwards();
  assert.equal(awards.length, 60);
  assert.deepEqual([...new Set(awards.map((award) => award.rule_set))].sort(), ["second", "v1"]);
  for (const award of awards) {
    const { calculation } = assess({ version: award.rule_set, rules: ImpactRules.parse(award.rules) }, award.facts);
    assert.deepEqual(
      [award.xp, award.tokens, award.credits_minor, award.badges, award.local_minor, award.national_minor, award.global_minor],
      [
        BigInt(calculation.xp),
        BigInt(calculation.tokens),
        BigInt(calculation.credits_minor),
        calculation.badges,
        ...[calculation.fund_allocation.local, calculation.fund_allocation.national, calculation.fund_allocation.global].map(BigInt),
      ],
    );
  }
});

test("every award equals the transfers of its ledger transaction", async () => {
  const { rows } = await sql<Record<string, bigint>>`
    SELECT a.xp - s.xp AS xp, a.tokens - s.tokens AS tokens, a.credits_minor - s.credits AS credits,
      a.local_minor - s.local AS local, a.national_minor - s.national AS national, a.global_minor - s.global AS global
    FROM impact_awards a CROSS JOIN LATERAL (
      SELECT
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'player' AND g.code = 'XP'), 0)::bigint AS xp,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'player' AND g.code = 'HEART'), 0)::bigint AS tokens,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'player' AND g.code = 'CREDIT'), 0)::bigint AS credits,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'pool_local'), 0)::bigint AS local,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'pool_national'), 0)::bigint AS national,
        coalesce(sum(t.amount) FILTER (WHERE c.kind = 'pool_global'), 0)::bigint AS global
      FROM ledger_transfers t JOIN ledger_accounts c ON c.id = t.credit_account_id JOIN ledger_assets g ON g.id = t.asset_id
      WHERE t.transaction_id = a.ledger_transaction_id) s`.execute(programme.app.db);
  assert.equal(rows.length, 60);
  for (const row of rows) assert.ok(Object.values(row).every((difference) => difference === 0n));
});

test("the view has the ledger's awards row for row", async () => {
  const { rows } = await sql<{ both: bigint; view: bigint; ledger: bigint }>`
    SELECT (SELECT count(*) FROM impact_ledger v JOIN ledger_transactions t USING (id) WHERE t.kind LIKE 'impact.%') AS both,
      (SELECT count(*) FROM impact_ledger) AS view,
      (SELECT count(*) FROM ledger_transactions WHERE kind LIKE 'impact.%') AS ledger`.execute(programme.app.db);
  assert.deepEqual(rows[0], { both: 60n, view: 60n, ledger: 60n });
});

test("the ledger's own audit finds nothing, and pools hold as many credits as players", async () => {
  const { app } = programme;
  const ledger = createLedger({ newId, now: () => new Date() });
  const steps: AuditStep[] = [];
  await app.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .execute(async (tx) => {
      for await (const step of ledger.audit(tx)) steps.push(step);
    });
  assert.deepEqual(
    steps.flatMap((step) => step.findings),
    [],
  );
  assert.ok(steps.some((step) => step.check === "transactions" && step.checked === 60));
  const { rows } = await sql<{ owner: string; held: bigint }>`
    SELECT CASE WHEN a.kind = 'player' THEN 'players' ELSE 'pools' END AS owner, sum(a.credits_posted - a.debits_posted)::bigint AS held
    FROM ledger_accounts a JOIN ledger_assets s ON s.id = a.asset_id AND s.code = 'CREDIT'
    WHERE a.kind <> 'issuance' GROUP BY 1 ORDER BY 1`.execute(app.db);
  assert.equal(rows.length, 2);
  assert.equal(rows[0]!.held, rows[1]!.held);
  assert.ok(rows[0]!.held > 0n);
});

test("distribution agrees with the awards", async () => {
  const { app } = programme;
  const { pools, totals } = await app.call(impactContract.operations.distribution, {}, { as: app.player() });
  const { rows } = await sql<{ xp: bigint; tokens: bigint; credits: string; local: string; national: string; global: string }>`
    SELECT sum(xp)::bigint AS xp, sum(tokens)::bigint AS tokens, sum(credits_minor) AS credits,
      sum(local_minor) AS local, sum(national_minor) AS national, sum(global_minor) AS global FROM impact_awards`.execute(app.db);
  const sums = rows[0]!;
  assert.deepEqual(totals, {
    actions: 60,
    xp: Number(sums.xp),
    heart_tokens: Number(sums.tokens),
    impact_credits: Number(sums.credits) / 100,
  });
  assert.deepEqual(
    pools.map((pool) => [pool.pool, pool.impact_credits]),
    [
      ["local", Number(sums.local) / 100],
      ["national", Number(sums.national) / 100],
      ["global", Number(sums.global) / 100],
    ],
  );
  assert.equal(
    pools.reduce((sum, pool) => sum + pool.share_bps, 0),
    10_000,
  );
});

test("awards and rule sets cannot be changed or removed, not even by the owner of the tables", async () => {
  const { owner: db } = programme.app;
  const refused = /rows are only ever added/;
  await assert.rejects(sql`UPDATE impact_awards SET xp = xp + 1`.execute(db), refused);
  await assert.rejects(sql`DELETE FROM impact_awards`.execute(db), refused);
  await assert.rejects(sql`TRUNCATE impact_awards CASCADE`.execute(db), refused);
  await assert.rejects(sql`UPDATE rule_sets SET rules = '{}'`.execute(db), refused);
  await assert.rejects(sql`DELETE FROM rule_sets`.execute(db), refused);
  await assert.rejects(sql`TRUNCATE rule_sets CASCADE`.execute(db), refused);
  await assert.rejects(sql`DELETE FROM active_rule_set`.execute(db), refused);
  await assert.rejects(sql`INSERT INTO active_rule_set (version) VALUES ('v1')`.execute(db), /active_rule_set_pkey/);
});
