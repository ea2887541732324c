import { CalculationInput, levelForXp } from "@oneheart/contracts";
import type { DatabaseTransaction } from "@oneheart/kernel";
import type { Ledger } from "@oneheart/ledger";
import type { AwardFacts } from "../../rules/assess.ts";
import { missionKey } from "../../rules/badges.ts";
import { joinDay, type Run, streakOn } from "../../rules/streak.ts";
import { impactStore, type PlayerCounts } from "../../store/impact.ts";
import type { Gathered, Verified } from "./gather.ts";

/** An action that is about to be awarded; its player's counts are locked. */
export interface Earned {
  verified: Verified;
  gathered: Gathered;
  counts: PlayerCounts;
}

/**
 * Adds actions, each of another player, to the players' counts and answers all that their awards follow from. XP comes from the ledger,
 * streak and counts from here, under the player's lock: the player service's copies may lag behind, and an award must not.
 */
export async function factsOf(db: DatabaseTransaction, ledger: Ledger, earned: readonly Earned[]): Promise<AwardFacts[]> {
  const accounts = earned.map(({ verified: { player_id } }) => ({ kind: "player", owner_id: player_id, asset: "XP" }));
  const balances = await ledger.balances(db, accounts);
  const runs = await addToStreaks(db, earned);
  return earned.map((one, index) => factsOfOne(one, Number(balances[index]!.posted), runs[index]!));
}

function factsOfOne({ verified, gathered, counts }: Earned, xp_before: number, run: Run): AwardFacts {
  const { quest, player, action_day, zone_factor_bps } = gathered;
  const mission_type = missionKey(quest.mission_type);
  const calculation = CalculationInput.parse({
    base_xp: quest.base_xp,
    base_tokens: quest.base_tokens,
    quest_type: quest.quest_type,
    expected_minutes: quest.expected_minutes,
    duration_minutes: verified.duration_minutes,
    beneficiaries_count: confirmedOf(verified),
    difficulty_level: quest.difficulty_level,
    player_level: levelForXp(xp_before),
    streak_days: streakOn(run, action_day),
    zone_factor_bps,
    community_goal: quest.community_goal,
    community_progress: quest.community_progress,
  });
  return {
    calculation,
    mission_type,
    action_day,
    run_days: streakOn(run, run.last_day),
    xp_before,
    actions: Number(counts.actions) + 1,
    beneficiaries: Number(counts.beneficiaries) + confirmedOf(verified),
    missions: countOneMore(counts.missions, mission_type),
    badges_held: [...new Set([...counts.badges, ...player.badges])].sort(),
  };
}

/** People helped count as far as a person confirmed them, and never beyond what was reported. */
export function confirmedOf({ beneficiaries_count, beneficiaries_confirmed }: Verified): number {
  return Math.min(beneficiaries_count, beneficiaries_confirmed);
}

/** Types are free text: one named like a property that every object has must count like any other. */
function countOneMore(missions: Record<string, number>, type: string): Record<string, number> {
  const before = Object.hasOwn(missions, type) ? missions[type]! : 0;
  return { ...missions, [type]: before + 1 };
}

/** Adds each action's day to its player's runs of days, and answers the run that it is in now. */
async function addToStreaks(db: DatabaseTransaction, earned: readonly Earned[]): Promise<Run[]> {
  const store = impactStore({ db });
  const days = earned.map(({ verified: { player_id }, gathered: { action_day } }) => ({ player_id, day: action_day }));
  const known = Map.groupBy(await store.runsBefore(days), ({ player_id }) => player_id);
  const joined = days.map(({ player_id, day }) => ({ player_id, ...joinDay(known.get(player_id) ?? [], day) }));
  const isKnown = ({ player_id, first_day, last_day }: Run & { player_id: string }) =>
    known.get(player_id)?.some((run) => run.first_day === first_day && run.last_day === last_day) ?? false;
  await store.saveRuns(joined.filter((run) => !isKnown(run)));
  return joined;
}
