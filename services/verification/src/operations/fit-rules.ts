import { type RuleSet, verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { task } from "@oneheart/process-pool";
import { assess } from "../assessment/rules/assess.ts";
import { policyStore } from "../review/store/policy.ts";
import type { fitScore } from "../rule-sets/fit-score.ts";
import { historyStore } from "../rule-sets/history-store.ts";
import { presentRules } from "../rule-sets/present.ts";
import { findRules, type RuleSetRow, ruleSetStore } from "../rule-sets/store.ts";
import { verificationState } from "../state.ts";

const labelsMax = 20_000;
/** An audited proof stands for those that were not drawn, but no single one for more than this. */
const importanceMax = 50;
const fitTask = task<typeof fitScore>(new URL("../rule-sets/fit-score.ts", import.meta.url), "fitScore");

/** Fits the active rule set's score to reviewers' labels, as a candidate to be tried before it decides anything. */
export const fitRules = handle(verificationContract.operations.fitRules, async ({ version, note }, ctx) => {
  if ((await findRules(version, ctx)) !== undefined) ctx.fail("rule_version_taken");
  const { fitted: _old, ...active } = (await ruleSetStore(ctx).inForce()).active;
  const labels = await historyStore(ctx).labels(labelsMax);
  const { audit_bps } = await policyStore(ctx).get();
  const cases = labels.map(({ facts, authentic, audit }) => ({
    signals: assess(facts, active).signals.map(({ code, weight }) => ({ code, weight })),
    authentic,
    importance: audit ? Math.min(importanceMax, 1 / Math.max(audit_bps / 10_000, 1e-4)) : 1,
  }));
  const options = { queue: "fit", timeout_ms: 120_000 };
  const result = await ctx.state(verificationState).processes.run(fitTask, { cases, version }, options);
  if (result.status === "uncalibrated") {
    const { status, reason, needed } = result;
    return { status, reason, labels: labels.length, needed };
  }
  const rules: RuleSet = { ...active, version, fitted: result.fitted };
  const made = { created_by: ctx.principal.playerId, created_at: ctx.clock.now(), activated_at: null };
  const row: RuleSetRow = { version, rules, status: "candidate", note: note ?? null, ...made };
  return ctx.transaction(async (tx) => {
    if (!(await ruleSetStore(tx).add(row))) ctx.fail("rule_version_taken");
    const rule_set = presentRules(rules, row, active.version);
    return { status: "calibrated" as const, rule_set, labels: labels.length, calibration_error: result.calibration_error };
  });
});
