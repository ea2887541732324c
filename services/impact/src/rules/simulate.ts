import type { ImpactRules, RewardPolicy } from "@oneheart/contracts";
import type { AwardFacts } from "./assess.ts";
import { calculate, type RuleSet } from "./calculate.ts";
import { scaleByBps } from "./fixed-point.ts";
import { type DayUse, type Limits, limitsOf, programmeLimits, type Scope, tightest, withCover } from "./limits.ts";
import { sameKindFrom, sameKindOf } from "./same-kind.ts";

/** An award as it was, in the order in which they were recorded. */
export interface PastAward {
  player_id: string;
  mission_id: string;
  zone_id: string;
  rule_set: string;
  facts: AwardFacts;
  xp: number;
  tokens: number;
  credits_minor: number;
}

/** What is tried. */
export interface Proposal {
  policy: RewardPolicy;
  /** Undefined: each award keeps the rules that it was calculated with. */
  rules: ImpactRules | undefined;
  base_xp_bps: number;
  base_tokens_bps: number;
  /** Rule sets by version. */
  ruleSets: ReadonlyMap<string, RuleSet>;
  /** Days' budgets of missions and zones, by `mission <id>` and `zone <id>`. */
  budgets: ReadonlyMap<string, { xp: number; tokens: number }>;
  /** On how many days before the first one an action of a player was verified. */
  provenBefore: ReadonlyMap<string, number>;
}

/** What an award would have come to. */
export type Simulated = Pick<ReturnType<typeof calculate>, "xp" | "tokens" | "credits_minor" | "reductions">;

const nothing: DayUse = { xp: 0, tokens: 0, awards: 0 };

/** Goes through awards one after the other, as the engine would have under the proposal. */
export class Simulation {
  readonly #proposal: Proposal;
  readonly #days = new Map<string, DayUse>();
  readonly #provenDays = new Map<string, Set<string>>();
  /** The days of a player's actions of a kind, one for each action. */
  readonly #kinds = new Map<string, string[]>();

  constructor(proposal: Proposal) {
    this.#proposal = proposal;
  }

  /** An action from before the first day: it counts as one of its kind and nothing else. */
  remember({ player_id, facts }: PastAward): void {
    this.#ofKind(player_id, facts).push(facts.action_day);
  }

  /** What the next award would have come to. */
  next(award: PastAward): Simulated {
    const { policy } = this.#proposal;
    const { facts, player_id } = award;
    const kind = this.#ofKind(player_id, facts);
    const first = sameKindFrom(policy, facts.action_day);
    const done = kind.filter((day) => day >= first && day <= facts.action_day).length;
    const cover = facts.limits?.tokens?.cap === "cover" ? facts.limits.tokens.limit : undefined;
    const limits = withCover(this.#limits(award), cover);
    const calculated = calculate(this.#rulesOf(award), this.#paid(facts), limits, sameKindOf(policy, done));
    kind.push(facts.action_day);
    this.#count(award, calculated);
    return calculated;
  }

  #ofKind(player_id: string, { mission_type }: AwardFacts): string[] {
    return kept(this.#kinds, `${player_id} ${mission_type}`, () => []);
  }

  #rulesOf({ rule_set }: PastAward): RuleSet {
    const { rules, ruleSets } = this.#proposal;
    return rules === undefined ? ruleSets.get(rule_set)! : { version: "simulated", rules };
  }

  #paid({ calculation }: AwardFacts): AwardFacts["calculation"] {
    const { base_xp_bps, base_tokens_bps } = this.#proposal;
    const { base_xp, base_tokens } = calculation;
    return { ...calculation, base_xp: scaleByBps(base_xp, base_xp_bps), base_tokens: scaleByBps(base_tokens, base_tokens_bps) };
  }

  #limits({ player_id, mission_id, zone_id, facts: { action_day } }: PastAward): Limits {
    const { policy, budgets, provenBefore } = this.#proposal;
    const limits = (scope: Scope, id: string, proven_days: number) =>
      limitsOf(policy, { scope, use: this.#use(`${scope} ${id} ${action_day}`), proven_days, budget: budgets.get(`${scope} ${id}`) });
    const days = this.#provenDays.get(player_id);
    const proven = (provenBefore.get(player_id) ?? 0) + (days?.size ?? 0) - (days?.has(action_day) ? 1 : 0);
    return tightest([
      limits("player", player_id, proven),
      limits("mission", mission_id, 0),
      limits("zone", zone_id, 0),
      programmeLimits(policy, this.#use(`programme ${action_day}`)),
    ]);
  }

  #count({ player_id, mission_id, zone_id, facts: { action_day } }: PastAward, { xp, tokens }: Simulated): void {
    for (const whose of [`player ${player_id}`, `mission ${mission_id}`, `zone ${zone_id}`, "programme"]) {
      const use = this.#use(`${whose} ${action_day}`);
      this.#days.set(`${whose} ${action_day}`, { xp: use.xp + xp, tokens: use.tokens + tokens, awards: use.awards + 1 });
    }
    kept(this.#provenDays, player_id, () => new Set<string>()).add(action_day);
  }

  #use(day: string): DayUse {
    return this.#days.get(day) ?? nothing;
  }
}

/** The value of a key; a new one where there is none yet. */
function kept<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
