import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { Did, Id, listOf, Nothing, pageInput, pageOf, QuestType, shape, Time } from "../common/shared.ts";
import { EarningLimits, Reduction, RewardBudget, RewardPolicy } from "./policy.ts";
import { ImpactRules } from "./rules.ts";
import { PolicySimulation, SimulationInput } from "./simulation.ts";

/** A multiplier in basis points: 10,000 leaves the value as it is. */
export const Factor = shape("RewardFactor", { name: z.string(), bps: z.int(), because: z.string() });

/** Minor units of impact credits by pool; their sum is the credits of the entry. */
export const FundAllocation = shape("FundAllocation", { local: z.int(), national: z.int(), global: z.int() });

/** A calculation with every step, so that it can be repeated bit for bit from the rule set it names. */
export const Calculation = shape("Calculation", {
  rule_set: z.string(),
  base_xp: z.int(),
  base_tokens: z.int(),
  factors: z.array(Factor),
  /** The product of the factors, capped, in basis points. */
  total_bps: z.int(),
  xp: z.int(),
  tokens: z.int(),
  /** In hundredths of a credit. */
  credits_minor: z.int(),
  fund_allocation: FundAllocation,
  badges: z.array(z.string()),
  /** Limits of the day that made it less than the factors came to; `xp`, `tokens` and credits are what is left. */
  reductions: z.array(Reduction).default([]),
});

const StoredImpactRules = shape("StoredImpactRules", {
  version: z.string(),
  active: z.boolean(),
  rules: z.record(z.string(), z.unknown()),
  created_at: Time,
});

const PoolShare = shape("PoolShare", { pool: z.enum(["local", "national", "global"]), impact_credits: z.number(), share_bps: z.int() });
const ImpactTotals = shape("ImpactTotals", { actions: z.int(), xp: z.int(), heart_tokens: z.int(), impact_credits: z.number() });
const Distribution = shape("Distribution", { pools: z.array(PoolShare), totals: ImpactTotals });

export const CalculationInput = shape("CalculationInput", {
  base_xp: z.int().min(0).max(10_000),
  base_tokens: z.int().min(0).max(1_000),
  quest_type: QuestType,
  expected_minutes: z.int().min(1).max(1440),
  duration_minutes: z.int().min(1).max(1440),
  beneficiaries_count: z.int().min(0).max(100_000).default(0),
  difficulty_level: z.int().min(1).max(10).default(1),
  player_level: z.int().min(1).max(100_000).default(1),
  streak_days: z.int().min(0).max(100_000).default(0),
  zone_factor_bps: z.int().min(0).max(100_000).default(10_000),
  community_goal: z.int().min(1).nullable().default(null),
  community_progress: z.int().min(0).default(0),
});

/** Shares of impact credits in basis points; together 10,000. */
export const PoolSplit = shape("PoolSplit", { local_bps: z.int(), national_bps: z.int(), global_bps: z.int() });

export const LedgerEntry = shape("LedgerEntry", {
  id: Id,
  action_id: Id,
  player_did: Did,
  xp_delta: z.int(),
  tokens_delta: z.int(),
  impact_credits_delta: z.number(),
  badges_earned: z.array(z.string()),
  fund_allocation: FundAllocation,
  rule_set: z.string(),
  /** The award's entry, on an entry that takes back what it gave, or gives that again; its amounts are the difference. */
  corrects: Id.optional(),
  ledger_timestamp: Time,
  /** The entry's place in the log; null until it is sealed. */
  leaf_index: z.int().nullable(),
});

const allocationInvalid = refusal(422, shape("AllocationInvalid", { sum_bps: z.int() }));

export const impactContract = defineContract({
  service: "impact",
  operations: {
    calculateImpact: operation({
      route: "POST /api/impact/calculate",
      summary: "Explain what an action would earn, without recording it",
      access: ["admin", "internal"],
      input: CalculationInput,
      output: Calculation,
    }),
    distribution: operation({
      route: "GET /api/impact/distribution",
      summary: "Impact credits by pool, and totals issued",
      access: signedIn,
      input: z.object({}),
      output: Distribution,
    }),
    listLedger: operation({
      route: "GET /api/impact/ledger",
      summary: "Ledger entries, newest first",
      access: signedIn,
      input: z.object({ ...pageInput, player_id: Id.optional(), action_id: Id.optional() }),
      output: pageOf(LedgerEntry)
        .extend({
          /** The log's newest checkpoint, a signed note; it covers every `leaf_index` here. */
          checkpoint: z.string().nullable(),
        })
        .meta({ id: "LedgerPage" }),
    }),
    receipt: operation({
      route: "GET /api/impact/receipt/:id",
      summary: "A ledger entry's .tlog-proof: shows offline, with the log's key alone, that the entry is in the log",
      access: ["anyone"],
      answer: "bytes",
      input: z.object({ id: Id }),
      output: z.unknown(),
      errors: { entry_not_found: 404, entry_not_sealed: 409 },
    }),
    logCheckpoint: operation({
      route: "GET /api/impact/log/checkpoint",
      summary: "The log's newest signed checkpoint (C2SP tlog-checkpoint)",
      access: ["anyone"],
      answer: "bytes",
      limit: "none",
      input: z.object({}),
      output: z.unknown(),
      errors: { checkpoint_not_found: 404 },
    }),
    logKey: operation({
      route: "GET /api/impact/log/key",
      summary: "The log's verifier key in note syntax (C2SP signed-note)",
      access: ["anyone"],
      answer: "bytes",
      limit: "none",
      input: z.object({}),
      output: z.unknown(),
    }),
    logEntries: operation({
      route: "GET /api/impact/log/tile/entries/*n",
      summary: "A bundle of the log's entries (C2SP tlog-tiles)",
      access: ["anyone"],
      answer: "bytes",
      limit: "none",
      input: z.object({ n: z.string().max(100) }),
      output: z.unknown(),
      errors: { tile_not_found: 404 },
    }),
    logTile: operation({
      route: "GET /api/impact/log/tile/*path",
      summary: "A tile of the log's Merkle tree (C2SP tlog-tiles)",
      access: ["anyone"],
      answer: "bytes",
      limit: "none",
      input: z.object({ path: z.string().max(100) }),
      output: z.unknown(),
      errors: { tile_not_found: 404 },
    }),
    listRuleSets: operation({
      route: "GET /api/impact/rule-sets",
      summary: "Every version of the rules, newest first",
      access: ["admin", "government"],
      input: z.object({}),
      output: listOf(StoredImpactRules),
    }),
    createRuleSet: operation({
      route: "POST /api/impact/rule-sets",
      summary: "Add a version of the rules and make it the active one; earlier versions stay for recomputation",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72, record: "version" },
      input: z.object({ version: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,39}$/), rules: ImpactRules }),
      output: StoredImpactRules,
      status: 201,
      errors: {
        version_taken: refusal(409, shape("VersionTaken", { version: z.string() })),
        allocation_invalid: allocationInvalid,
      },
    }),
    earningLimits: operation({
      route: "GET /api/impact/limits",
      summary: "What one can still earn today: as a player, and in a zone or on a mission when one is named",
      access: ["player"],
      input: z.object({ zone_id: Id.optional(), mission_id: Id.optional() }),
      output: EarningLimits,
      errors: { zone_not_found: 404, mission_not_found: 404 },
    }),
    getRewardPolicy: operation({
      route: "GET /api/admin/reward-policy",
      summary: "The most that can be earned in a day",
      access: ["admin", "government"],
      input: z.object({}),
      output: RewardPolicy,
    }),
    setRewardPolicy: operation({
      route: "PATCH /api/admin/reward-policy",
      summary: "Change the most that can be earned in a day, for awards from now on; what is left out stays",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72 },
      input: RewardPolicy.partial(),
      output: RewardPolicy,
    }),
    simulatePolicy: operation({
      route: "POST /api/admin/reward-policy/simulate",
      summary: "What the last quarter, or other days, would have come to under other caps and rates; nothing is changed by it",
      access: ["admin"],
      input: SimulationInput,
      output: PolicySimulation,
      errors: { days_reversed: 422, period_too_long: 422, allocation_invalid: allocationInvalid },
    }),
    setRewardBudget: operation({
      route: "PUT /api/admin/reward-budgets/:scope/:id",
      summary: "Give a mission or a zone a day's budget of its own, in the place of the policy's",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72, record: "id" },
      input: RewardBudget,
      output: RewardBudget,
    }),
    dropRewardBudget: operation({
      route: "DELETE /api/admin/reward-budgets/:scope/:id",
      summary: "Let the policy's limit count again for a mission or a zone",
      access: ["admin"],
      approval: { by: ["admin"], waits_hours: 72, record: "id" },
      input: RewardBudget.pick({ scope: true, id: true }),
      output: Nothing,
    }),
  },
});
