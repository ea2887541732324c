import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { verificationContract } from "@oneheart/contracts";
import { verificationInternal, wholeContract } from "@oneheart/contracts/internal";
import { isOperationError, type Principal } from "@oneheart/kernel";
import { newPicture } from "@oneheart/testing";
import { sql } from "kysely";
import type { Facts } from "../src/assessment/rules/facts.ts";
import { currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { replay } from "./support/replay.ts";
import * as reviewing from "./support/reviewing.ts";
import { openWorld, type World } from "./support/world.ts";

const { operations } = wholeContract(verificationContract, verificationInternal);
const code = (expected: string) => (error: unknown) => isOperationError(error, expected) || assert.fail(`not ${expected}: ${error}`);
const strict = (version: string) => ({ ...currentRules, version, verify_from_score: 99 });

describe("rule sets of administrators", () => {
  let world: World;
  let admin: Principal;
  before(async () => {
    world = await openWorld();
    admin = world.app.user("admin");
  });
  after(() => world.app.stop());

  const call: World["app"]["call"] = (operation, input) => world.app.call(operation, input, { as: admin });
  async function sent(more?: Parameters<World["submit"]>[2]) {
    const proof_id = await world.submit(await world.quest(), await newPicture(), more);
    await world.app.settled();
    return { proof_id, ...(await world.assessment(proof_id)) };
  }
  async function decide(proof_id: string, decision: "approve" | "reject") {
    const reason_code = decision === "approve" ? ("convincing" as const) : ("task_not_shown" as const);
    await reviewing.decide(world.app, proof_id, { decision, reason_code }, world.app.user("reviewer"));
  }

  test("are kept once under their version, listed after those of the program, and shown", async () => {
    const added = await call(operations.addRuleSet, { rules: strict("strict-1"), note: "Tries a higher threshold" });
    assert.deepEqual([added.status, added.built_in, added.created_by, added.calibrated], ["candidate", false, admin.playerId, false]);
    await assert.rejects(call(operations.addRuleSet, { rules: strict("strict-1") }), code("rule_version_taken"));
    await assert.rejects(call(operations.addRuleSet, { rules: currentRules }), code("rule_version_taken"));
    const { items } = await call(operations.listRuleSets, {});
    assert.deepEqual(
      items.map(({ version, status }) => [version, status]),
      [
        ["v1-2026-11", "retired"],
        ["v2-2026-11", "retired"],
        ["v3-2026-11", "retired"],
        [currentRules.version, "active"],
        ["strict-1", "candidate"],
      ],
    );
    assert.deepEqual((await call(operations.getRuleSet, { id: "strict-1" })).rules, strict("strict-1"));
    await assert.rejects(call(operations.getRuleSet, { id: "none" }), code("rule_set_not_found"));
    await assert.rejects(call(operations.addRuleSet, { rules: { ...currentRules, version: "UPPER" } }), code("invalid_input"));
  });

  test("are for administrators only", async () => {
    for (const role of ["player", "reviewer", "sponsor"] as const)
      await assert.rejects(world.app.call(operations.listRuleSets, {}, { as: world.app.user(role) }), code("forbidden"));
  });

  test("are tried on past submissions, and nothing is changed", async () => {
    const fine = await sent();
    const doubtful = await sent({ nonce: undefined });
    await decide(doubtful.proof_id, "reject");
    const lenient = { ...currentRules, version: "lenient-1", verify_from_score: 20 };
    const found = await call(operations.backtestRules, { rules: lenient });
    assert.deepEqual([found.version, found.against, found.truncated, found.skipped], ["lenient-1", currentRules.version, false, 0]);
    assert.deepEqual(found.changes, [{ from: "in_review", to: "verified", count: 1 }]);
    assert.deepEqual(found.reviewed, { n: 1, verified_rejected: 1, rejected_approved: 0, sent_to_review: 0 });
    assert.deepEqual(
      found.examples.map(({ proof_id, reviewed }) => [proof_id, reviewed]),
      [[doubtful.proof_id, "rejected"]],
    );
    const harsh = await call(operations.backtestRules, { version: "strict-1", limit: 1 });
    assert.deepEqual([harsh.compared, harsh.truncated], [1, true]);
    const none = await call(operations.backtestRules, { version: "v1-2026-11", to: "2020-01-01T00:00:00Z" });
    assert.deepEqual([none.compared, none.changes], [0, []]);
    assert.equal((await world.assessment(fine.proof_id)).status, "verified");
    await assert.rejects(call(operations.backtestRules, { version: "none" }), code("rule_set_not_found"));
    await assert.rejects(call(operations.backtestRules, {}), code("rule_set_missing"));
  });

  test("in the shadow assess along and never act", async () => {
    await assert.rejects(call(operations.shadowRules, { id: "none" }), code("rule_set_not_found"));
    assert.equal((await call(operations.shadowRules, { id: "strict-1" })).status, "shadow");
    assert.equal((await call(operations.shadowRules, { id: "strict-1" })).status, "shadow");
    const { status, rule_version, proof_id } = await sent();
    assert.deepEqual([status, rule_version], ["verified", currentRules.version]);
    const report = await call(operations.shadowReport, { id: "strict-1" });
    assert.deepEqual([report.compared, report.changes], [1, [{ from: "verified", to: "in_review", count: 1 }]]);
    assert.equal(report.examples[0]?.proof_id, proof_id);
    assert.equal((await call(operations.unshadowRules, { id: "strict-1" })).status, "candidate");
    await sent();
    assert.equal((await call(operations.shadowReport, { id: "strict-1" })).compared, 1);
    await assert.rejects(call(operations.shadowReport, { id: "none" }), code("rule_set_not_found"));
    await assert.rejects(call(operations.unshadowRules, { id: "none" }), code("rule_set_not_found"));
  });

  test("assess along three at a time, however many are asked for at once", async () => {
    const versions = ["a", "b", "c", "d", "e"].map((letter) => `shadow-${letter}`);
    for (const version of versions) await call(operations.addRuleSet, { rules: strict(version) });
    const tries = await Promise.allSettled(versions.map((id) => call(operations.shadowRules, { id })));
    for (const each of tries) if (each.status === "rejected") code("too_many_shadows")(each.reason);
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 3);
    for (const id of versions) await call(operations.unshadowRules, { id });
  });

  test("decide once they are activated, by whom is recorded, and older assessments are reached again with their own", async () => {
    const before = await sent();
    assert.equal((await call(operations.activateRules, { id: "strict-1" })).status, "active");
    const strictly = await sent();
    assert.deepEqual([strictly.status, strictly.rule_version], ["in_review", "strict-1"]);
    await assert.rejects(call(operations.shadowRules, { id: "strict-1" }), code("rule_set_not_candidate"));
    const { rows } = await sql<{ operation: string; target: string }>`
      SELECT operation, target FROM audit_log WHERE operation = 'verification.activateRules'`.execute(world.app.db);
    assert.deepEqual(rows, [{ operation: "verification.activateRules", target: "strict-1" }]);
    assert.equal((await call(operations.activateRules, { id: currentRules.version })).status, "active");
    assert.equal((await sent()).status, "verified");
    const again = replay(before.facts as unknown as Facts, before.rule_version);
    assert.deepEqual([again.outcome, again.score, again.signals], [before.status, before.score, before.signals]);
    await assert.rejects(call(operations.activateRules, { id: "none" }), code("rule_set_not_found"));
  });

  test("are fitted to what reviewers found, from 500 labels on", async () => {
    const few = await call(operations.fitRules, { version: "fitted-1" });
    assert.deepEqual([few.status, few.status === "uncalibrated" && few.needed], ["uncalibrated", 500]);
    await labelled(600);
    const fit = await call(operations.fitRules, { version: "fitted-1" });
    assert.ok(fit.status === "calibrated" && fit.labels >= 600 && fit.calibration_error < 0.1, JSON.stringify(fit));
    assert.deepEqual([fit.rule_set.status, fit.rule_set.calibrated], ["candidate", true]);
    await assert.rejects(call(operations.fitRules, { version: "fitted-1" }), code("rule_version_taken"));
    await call(operations.activateRules, { id: "fitted-1" });
    const { proof_id } = await sent();
    const { items } = await world.app.call(operations.assessments, { proof_ids: [proof_id] }, { as: "system" });
    assert.equal(items[0]?.calibrated, true);
  });

  /** Judged proofs: with a nonce 9 of 10 were approved, without one 3 of 10. Copies of a real one, to be quick. */
  async function labelled(count: number) {
    const { proof_id } = await sent();
    await sql`
      WITH numbers AS (SELECT n, md5('case ' || n)::uuid AS id FROM generate_series(1, ${count}::int) AS n), made AS (
        INSERT INTO evidence SELECT (jsonb_populate_record(e, jsonb_build_object('id', numbers.id,
          'storage_path', e.storage_path || numbers.n, 'media_hash', e.media_hash))).* FROM evidence e, numbers WHERE e.id = ${proof_id}
        RETURNING id
      )
      INSERT INTO proof_assessments (proof_id, action_id, quest_id, player_id, status, score, hard, flags, signals, facts, rule_version,
        decision, created_at, decided_at)
      SELECT numbers.id, action_id, quest_id, player_id, judged.status, score, hard, flags, signals,
        CASE WHEN n % 2 = 0 THEN facts ELSE jsonb_set(facts, '{proof,nonce}', 'null') END, rule_version,
        decision || jsonb_build_object('decided_by', 'reviewer', 'outcome', judged.status), created_at, decided_at + n * interval '1 ms'
      FROM proof_assessments a, numbers, LATERAL (
        SELECT CASE WHEN (n / 2) % 10 < CASE WHEN n % 2 = 0 THEN 9 ELSE 3 END THEN 'verified' ELSE 'rejected' END AS status
      ) AS judged, (SELECT count(*) FROM made) AS counted WHERE a.proof_id = ${proof_id}`.execute(world.app.owner);
  }
});
