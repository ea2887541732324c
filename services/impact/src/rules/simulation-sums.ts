import type { impactContract, Output, RewardCap } from "@oneheart/contracts";
import type { PastAward, Simulated } from "./simulate.ts";

type Told = Output<typeof impactContract.operations.simulatePolicy>;

/** What a simulation comes to beside what there was. */
export class SimulationSums {
  #awards = 0;
  readonly #actual = { xp: 0, tokens: 0, credits_minor: 0 };
  readonly #simulated = { xp: 0, tokens: 0, credits_minor: 0 };
  readonly #byPlayer = new Map<string, number>();
  readonly #byCap = new Map<RewardCap, { awards: number; xp: number; tokens: number }>();
  readonly #byMonth = new Map<string, { actual_tokens: number; simulated_tokens: number }>();

  add(award: PastAward, simulated: Simulated): void {
    this.#awards += 1;
    for (const name of ["xp", "tokens", "credits_minor"] as const) {
      this.#actual[name] += award[name];
      this.#simulated[name] += simulated[name];
    }
    this.#byPlayer.set(award.player_id, (this.#byPlayer.get(award.player_id) ?? 0) + simulated.tokens - award.tokens);
    const month = award.facts.action_day.slice(0, 7);
    const before = this.#byMonth.get(month) ?? { actual_tokens: 0, simulated_tokens: 0 };
    this.#byMonth.set(month, {
      actual_tokens: before.actual_tokens + award.tokens,
      simulated_tokens: before.simulated_tokens + simulated.tokens,
    });
    this.#addCaps(simulated);
  }

  told(days: { from: string; to: string }): Told {
    const differences = [...this.#byPlayer.values()];
    return {
      ...days,
      awards: this.#awards,
      players: this.#byPlayer.size,
      actual: this.#actual,
      simulated: this.#simulated,
      players_less: differences.filter((difference) => difference < 0).length,
      players_more: differences.filter((difference) => difference > 0).length,
      by_cap: [...this.#byCap].map(([cap, taken]) => ({ cap, ...taken })).sort((a, b) => b.tokens - a.tokens),
      by_month: [...this.#byMonth].map(([month, tokens]) => ({ month, ...tokens })).sort((a, b) => (a.month < b.month ? -1 : 1)),
    };
  }

  #addCaps({ reductions = [] }: Simulated): void {
    for (const [cap, of] of Map.groupBy(reductions, (one) => one.cap)) {
      const taken = this.#byCap.get(cap) ?? { awards: 0, xp: 0, tokens: 0 };
      for (const { of: what, full, paid } of of) taken[what] += full - paid;
      this.#byCap.set(cap, { ...taken, awards: taken.awards + 1 });
    }
  }
}
