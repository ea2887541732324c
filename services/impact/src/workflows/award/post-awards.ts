import type { DatabaseTransaction } from "@oneheart/kernel";
import type { Ledger, PostResult } from "@oneheart/ledger";
import { type AwardFacts, assess, underLimits } from "../../rules/assess.ts";
import { type Award, awardDraft } from "../../rules/award-draft.ts";
import type { RuleSet } from "../../rules/calculate.ts";
import { type Limits, withCover } from "../../rules/limits.ts";
import type { SameKind } from "../../rules/same-kind.ts";
import { impactStore } from "../../store/impact.ts";
import { rulesAt } from "../active-rules.ts";
import { type Earned, factsOf } from "./facts.ts";
import { postRewards } from "./post-rewards.ts";

/** An award that is in the ledger. */
export type Awarded<E extends Earned> = E & { award: Award; facts: AwardFacts; level_before: number; level_after: number };

/** Awards actions, each of another player, under the limits of the moment, and counts them in their days. Each has the id of its entry. */
export async function postAwards<E extends Earned & { ledger_id: string }>(
  db: DatabaseTransaction,
  ledger: Ledger,
  earned: readonly E[],
  recorded_at: Date,
): Promise<Array<Awarded<E>>> {
  const facts = await factsOf(db, ledger, earned);
  const rules = await rulesAt(
    { db },
    earned.map(({ gathered }) => new Date(gathered.quest.started_at)),
  );
  const awarded: Array<Awarded<E>> = [];
  const posted = await postRewards(
    ledger,
    db,
    earned.map((one, index) => ({
      subject: { ...subjectOf(one), day: facts[index]!.action_day, kind: facts[index]!.mission_type },
      decide(limits, same_kind) {
        const made = awardUnder(limits, same_kind, { one, facts: facts[index]!, rules: rules[index]!, recorded_at });
        awarded.push(made);
        const { xp, tokens } = made.award.calculation;
        const draft = awardDraft(made.award);
        // An action that earned nothing has no ledger transaction.
        return { use: { xp, tokens, awards: 1 }, drafts: draft.transfers?.length === 0 ? [] : [draft] };
      },
    })),
  );
  await impactStore({ db }).addAwards(
    awarded.map(({ award, facts: known, counts }, index) => ({
      award,
      entry: entryOf(posted[index]!, award),
      counts: { ...known, badges: [...counts.badges, ...award.calculation.badges] },
    })),
  );
  return awarded;
}

interface Decision<E> {
  one: E;
  facts: AwardFacts;
  rules: RuleSet;
  recorded_at: Date;
}

function awardUnder<E extends Earned & { ledger_id: string }>(
  limits: Limits,
  same_kind: SameKind | undefined,
  { one, facts, rules, recorded_at }: Decision<E>,
): Awarded<E> {
  const { cover } = one.gathered;
  const limited = underLimits(rules, facts, withCover(limits, cover?.tokens), same_kind);
  const { calculation, ...levels } = assess(rules, limited);
  const award = { ...subjectOf(one), ledger_id: one.ledger_id, recorded_at, facts: limited, calculation, cover };
  return { ...one, award, facts, ...levels };
}

function subjectOf({ verified: { action_id, quest_id, mission_id, zone_id, player_id } }: Earned) {
  return { action_id, quest_id, mission_id, zone_id, player_id };
}

function entryOf([posted]: readonly PostResult[], { player_id }: Award): string | null {
  if (posted === undefined) return null;
  if (!posted.ok) throw new Error(`the ledger refused an award of player ${player_id}: ${posted.message}`);
  return posted.id;
}
