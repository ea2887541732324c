import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { line, MostAllowed, pageInput, pageOf, shape } from "../common/shared.ts";
import { Backtest, RuleComparison, RuleFit, RuleSet, RuleSetStatus, RuleSetSummary, StoredRuleSet } from "./rules.ts";

/** `id` is the version. */
const one = z.object({ id: z.string().max(60) });

/** How administrators try other rules, and put them in charge. */
export const ruleOperations = {
  listRuleSets: operation({
    route: "GET /api/admin/rules",
    summary: "Rule sets: those of the program, and those that administrators added",
    access: ["admin"],
    input: z.object({ ...pageInput }),
    output: pageOf(RuleSetSummary),
  }),
  getRuleSet: operation({
    route: "GET /api/admin/rules/:id",
    summary: "One rule set with its weights and thresholds",
    access: ["admin"],
    input: one,
    output: StoredRuleSet,
    errors: { rule_set_not_found: 404 },
  }),
  addRuleSet: operation({
    route: "POST /api/admin/rules",
    summary: "Keep a rule set as a candidate; its version is new and never changes",
    access: ["admin"],
    input: z.object({ rules: RuleSet, note: line(500).optional() }),
    output: StoredRuleSet,
    status: 201,
    errors: { rule_version_taken: 409 },
  }),
  backtestRules: operation({
    route: "POST /api/admin/rules/backtest",
    summary: "What a rule set would change about past submissions: counts and examples; nothing is changed",
    access: ["admin"],
    input: Backtest,
    output: RuleComparison,
    errors: { rule_set_not_found: 404, rule_set_missing: 400 },
  }),
  fitRules: operation({
    route: "POST /api/admin/rules/fit",
    summary: "Fit the active rule set's score to what reviewers found, as a new candidate; needs 500 labels",
    access: ["admin"],
    input: z.object({ version: RuleSet.shape.version, note: line(500).optional() }),
    output: RuleFit,
    errors: { rule_version_taken: 409 },
  }),
  shadowRules: operation({
    route: "PUT /api/admin/rules/:id/shadow",
    summary: "Let a candidate assess beside the active rule set; what it says is kept and never acts",
    access: ["admin"],
    input: one,
    output: StoredRuleSet,
    errors: {
      rule_set_not_found: 404,
      rule_set_not_candidate: refusal(409, shape("RuleSetStatusNow", { status: RuleSetStatus })),
      too_many_shadows: refusal(409, MostAllowed),
    },
  }),
  unshadowRules: operation({
    route: "DELETE /api/admin/rules/:id/shadow",
    summary: "Let a rule set assess along no more; what it said is kept",
    access: ["admin"],
    input: one,
    output: StoredRuleSet,
    errors: { rule_set_not_found: 404 },
  }),
  shadowReport: operation({
    route: "GET /api/admin/rules/:id/shadow",
    summary: "Where a rule set in the shadow came to another outcome than the one that acted",
    access: ["admin"],
    input: one.extend({ examples: z.int().min(0).max(100).default(20) }),
    output: RuleComparison,
    errors: { rule_set_not_found: 404 },
  }),
  activateRules: operation({
    route: "POST /api/admin/rules/:id/activate",
    summary: "Decide with this rule set from now on; what was decided stays and is replayed with its own",
    access: ["admin"],
    approval: { by: ["admin"], waits_hours: 72, record: "id" },
    audited: true,
    input: one,
    output: StoredRuleSet,
    errors: { rule_set_not_found: 404 },
  }),
};
