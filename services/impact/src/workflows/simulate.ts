import type { ImpactRules, RewardPolicy } from "@oneheart/contracts";
import type { Database } from "@oneheart/kernel";
import { sameKindFrom } from "../rules/same-kind.ts";
import { Simulation } from "../rules/simulate.ts";
import { SimulationSums } from "../rules/simulation-sums.ts";
import { dayStore } from "../store/days.ts";
import { impactStore } from "../store/impact.ts";
import { budgetsNow, pastAwards, provenDaysBefore } from "../store/past-awards.ts";
import { ruleSetOf } from "./active-rules.ts";

interface Trial {
  from: string;
  to: string;
  policy: Partial<RewardPolicy>;
  rules: ImpactRules | undefined;
  base_xp_bps: number;
  base_tokens_bps: number;
}

/** Goes through the awards of a range of days under what is tried. `db` is a snapshot, in which nothing can be written. */
export async function simulate(db: Database, { from, to, policy: change, ...rates }: Trial) {
  const policy = { ...(await dayStore({ db }).policy()), ...change };
  const ruleSets = new Map((await impactStore({ db }).ruleSets()).map((row) => [row.version, ruleSetOf(row)]));
  const budgets = await budgetsNow(db);
  const simulation = new Simulation({ policy, ...rates, ruleSets, budgets, provenBefore: await provenDaysBefore(db, from) });
  const sums = new SimulationSums();
  for await (const page of pastAwards(db, sameKindFrom(policy, from), to)) {
    for (const award of page) {
      if (award.facts.action_day < from) simulation.remember(award);
      else sums.add(award, simulation.next(award));
    }
  }
  return sums.told({ from, to });
}
