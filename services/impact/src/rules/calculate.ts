import type { ImpactRules } from "@oneheart/contracts";
import { splitByLargestRemainder } from "@oneheart/ledger";
import type { Calculation, CalculationFacts, Factor } from "./calculation.ts";
import { factorsOf } from "./factors.ts";
import { ONE_BPS, roundHalfUp, scaleByBps } from "./fixed-point.ts";
import { type Limit, type Limits, roomOf } from "./limits.ts";
import type { SameKind } from "./same-kind.ts";

/** A version of the rules. */
export interface RuleSet {
  version: string;
  rules: ImpactRules;
}

/**
 * What an action earns, with every step: total = product of the factors, rounded half up once and capped;
 * XP and tokens = base × total, rounded half up. Integers only, so that it repeats bit for bit.
 * A share for more of the same kind and then limits, where they are given, hold XP and tokens down, and credits follow. Badges need a
 * player's counts: `assess` adds them.
 */
export function calculate(
  { version, rules }: RuleSet,
  facts: CalculationFacts,
  limits: Partial<Limits> = {},
  same_kind?: SameKind,
): Calculation {
  const factors = factorsOf(rules, facts);
  const total_bps = totalOf(factors, rules.total_max_bps);
  const full = { xp: scaleByBps(facts.base_xp, total_bps), tokens: scaleByBps(facts.base_tokens, total_bps) };
  const shared =
    same_kind === undefined ? full : { xp: scaleByBps(full.xp, same_kind.bps), tokens: scaleByBps(full.tokens, same_kind.bps) };
  const xp = held(shared.xp, limits.xp);
  const tokens = held(shared.tokens, limits.tokens);
  const credits_minor = creditsOf(rules, xp, facts.beneficiaries_count);
  return {
    rule_set: version,
    base_xp: facts.base_xp,
    base_tokens: facts.base_tokens,
    factors,
    total_bps,
    xp,
    tokens,
    credits_minor,
    fund_allocation: allocate(rules, credits_minor),
    badges: [],
    reductions: [
      ...shareReduction("xp", full.xp, shared.xp, same_kind),
      ...reduction("xp", shared.xp, xp, limits.xp),
      ...shareReduction("tokens", full.tokens, shared.tokens, same_kind),
      ...reduction("tokens", shared.tokens, tokens, limits.tokens),
    ],
  };
}

function totalOf(factors: readonly Factor[], max_bps: number): number {
  const product = factors.reduce((sum, factor) => sum * BigInt(factor.bps), 1n);
  const total = roundHalfUp(product, BigInt(ONE_BPS) ** BigInt(factors.length - 1));
  return total > BigInt(max_bps) ? max_bps : Number(total);
}

function held(amount: number, limit: Limit | undefined): number {
  return limit === undefined ? amount : Math.min(amount, roomOf(limit));
}

function reduction(of: "xp" | "tokens", full: number, paid: number, limit: Limit | undefined) {
  return limit === undefined || paid === full ? [] : [{ of, ...limit, full, paid }];
}

function shareReduction(of: "xp" | "tokens", full: number, paid: number, same_kind: SameKind | undefined) {
  if (same_kind === undefined || paid === full) return [];
  return [{ of, cap: "same_kind" as const, limit: same_kind.free, used: same_kind.done, full, paid }];
}

function creditsOf({ credits }: ImpactRules, xp: number, beneficiaries_count: number): number {
  return xp * credits.per_xp_minor + Math.min(beneficiaries_count, credits.max_beneficiaries) * credits.per_beneficiary_minor;
}

function allocate({ allocation_bps }: ImpactRules, credits_minor: number): Calculation["fund_allocation"] {
  const weights = [allocation_bps.local, allocation_bps.national, allocation_bps.global];
  const [local, national, global] = splitByLargestRemainder(BigInt(credits_minor), weights).map(Number);
  return { local: local!, national: national!, global: global! };
}
