import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ImpactRules, impactContract } from "@oneheart/contracts";
import { impactInternal } from "@oneheart/contracts/internal";
import { isOperationError, newId } from "@oneheart/kernel";
import { sql } from "kysely";
import { bootProgramme, type Programme } from "./support/programme.ts";
import { plainFacts, plainRules } from "./support/rules.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const { calculateImpact, createRuleSet, distribution, listLedger, listRuleSets } = impactContract.operations;
const { impactOfActions } = impactInternal.operations;
const answers = (code: string) => (error: unknown) => isOperationError(error, code);
const admin = () => ({ as: programme.app.user("admin") });

test("before the first award the pools are empty and nothing is issued", async () => {
  const { app } = programme;
  const { pools, totals } = await app.call(distribution, {}, { as: app.player() });
  assert.ok(pools.every((pool) => pool.impact_credits === 0 && pool.share_bps === 0));
  assert.deepEqual(totals, { actions: 0, xp: 0, heart_tokens: 0, impact_credits: 0 });
});

test("the seeded rule set is complete: nothing in it comes from a default", async () => {
  const { app } = programme;
  const { items } = await app.call(listRuleSets, {}, admin());
  assert.deepEqual(
    items.map(({ version, active }) => [version, active]),
    [["v1", true]],
  );
  assert.deepEqual(ImpactRules.parse(items[0]!.rules), items[0]!.rules);
  assert.deepEqual(ImpactRules.parse({ ...items[0]!.rules, badges: undefined }), items[0]!.rules, "v1 has the contract's default badges");
});

test("calculate explains under the active rules and records nothing", async () => {
  const { app } = programme;
  const { base_xp: _, ...rest } = plainFacts;
  const explained = await app.call(calculateImpact, { ...rest, base_xp: 200, difficulty_level: 2 }, admin());
  assert.equal(explained.rule_set, "v1");
  assert.equal(explained.xp, 220);
  assert.equal(explained.factors.length, 7);
  const { rows } = await sql`SELECT FROM ledger_transactions`.execute(app.db);
  assert.equal(rows.length, 0);
});

test("players may not ask for calculations or rule sets, and no one may read the ledger without a session", async () => {
  const { app } = programme;
  await assert.rejects(app.call(calculateImpact, plainFacts, { as: app.player() }), answers("forbidden"));
  await assert.rejects(app.call(createRuleSet, { version: "x", rules: plainRules }, { as: app.player() }), answers("forbidden"));
  await assert.rejects(app.call(listLedger, {}), answers("unauthenticated"));
  await assert.rejects(app.call(impactOfActions, { action_ids: [] }, admin()), answers("forbidden"));
});

test("a rule set whose allocation is not the whole is refused with allocation_invalid", async () => {
  const rules = { ...plainRules, allocation_bps: { local: 6_000, national: 3_000, global: 999 } };
  await assert.rejects(programme.app.call(createRuleSet, { version: "short", rules }, admin()), answers("allocation_invalid"));
});

test("the database refuses such a rule set, too", async () => {
  const insert = (allocation: string) =>
    sql`INSERT INTO rule_sets (version, rules, created_at) VALUES ('bad', ${allocation}::jsonb, now())`.execute(programme.app.db);
  await assert.rejects(insert('{"allocation_bps": {"local": 1, "national": 2, "global": 3}}'), /rule_sets_allocation/);
  await assert.rejects(insert("{}"), /rule_sets_allocation/);
});

test("a duration whose bounds cross is refused as invalid input", async () => {
  const rules = { ...plainRules, duration: { min_bps: 2, max_bps: 1 } };
  await assert.rejects(programme.app.call(createRuleSet, { version: "crossed", rules }, admin()), answers("invalid_input"));
});

test("a new version becomes the active one and earlier ones stay; its name is taken from then on", async () => {
  const { app } = programme;
  const created = await app.call(createRuleSet, { version: "2025-06", rules: plainRules }, admin());
  assert.deepEqual([created.version, created.active], ["2025-06", true]);
  await assert.rejects(app.call(createRuleSet, { version: "2025-06", rules: plainRules }, admin()), answers("version_taken"));
  const { items } = await app.call(listRuleSets, {}, { as: app.user("government") });
  assert.deepEqual(
    items.map(({ version, active }) => [version, active]),
    [
      ["2025-06", true],
      ["v1", false],
    ],
  );
  assert.deepEqual(items[0]!.rules, plainRules);
  assert.equal((await app.call(calculateImpact, plainFacts, admin())).rule_set, "2025-06");
});

test("of rule sets created at once exactly one is active", async () => {
  const { app } = programme;
  const versions = Array.from({ length: 8 }, (_, index) => `at-once-${index}`);
  await Promise.all(versions.map((version) => app.call(createRuleSet, { version, rules: plainRules }, admin())));
  const { items } = await app.call(listRuleSets, {}, admin());
  assert.equal(items.filter((item) => item.active).length, 1);
});

test("the ledger pages through every entry once, newest first, and filters by player and action", async () => {
  const { app, verify } = programme;
  const player_id = newId();
  const verified = [];
  for (let index = 0; index < 7; index += 1) verified.push(await verify({ player_id: index < 5 ? player_id : newId() }));
  await app.settled();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await app.call(listLedger, { limit: 3, cursor }, { as: app.player() });
    assert.ok(page.items.length <= 3);
    seen.push(...page.items.map((item) => item.id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(seen.length, 7);
  assert.deepEqual(seen, [...new Set(seen)].sort().reverse());

  const own = await app.call(listLedger, { player_id }, { as: app.player() });
  assert.equal(own.items.length, 5);
  const one = await app.call(listLedger, { action_id: verified[6]!.action_id }, { as: app.player() });
  assert.deepEqual(
    one.items.map((item) => item.action_id),
    [verified[6]!.action_id],
  );
  const { items } = await app.call(
    impactOfActions,
    { action_ids: [verified[0]!.action_id, verified[6]!.action_id, newId()] },
    { as: "system" },
  );
  assert.deepEqual(items.map((item) => item.action_id).sort(), [verified[0]!.action_id, verified[6]!.action_id].sort());
});

test("a cursor that we did not make is invalid input", async () => {
  const { app } = programme;
  await assert.rejects(app.call(listLedger, { cursor: "nonsense" }, { as: app.player() }), answers("invalid_input"));
});

test("a page of the ledger is read from an index, also in the middle of one player's entries", async () => {
  const { app } = programme;
  const plan = await app.db.transaction().execute(async (tx) => {
    await sql`SET LOCAL enable_seqscan = off`.execute(tx);
    const { rows } = await sql<{ "QUERY PLAN": string }>`
      EXPLAIN SELECT * FROM impact_ledger WHERE id < ${newId()} AND player_id = ${newId()} ORDER BY id DESC LIMIT 21`.execute(tx);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  assert.match(plan, /impact_awards_by_player/);
  assert.match(plan, /Index Cond: .*player_id.*ledger_transaction_id </);
  assert.doesNotMatch(plan, /Sort/);
});
