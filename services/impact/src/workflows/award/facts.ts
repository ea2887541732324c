import { CalculationInput, levelForXp } from "@oneheart/contracts";
import type { Tx } from "@oneheart/kernel";
import type { Ledger } from "@oneheart/ledger";
import type { AwardFacts } from "../../rules/assess.ts";
import { missionKey } from "../../rules/badges.ts";
import { joinDay, type Run, streakOn } from "../../rules/streak.ts";
import { impactStore, type PlayerCounts } from "../../store/impact.ts";
import type { Gathered, Verified } from "./gather.ts";

/**
 * Adds the action to the player's counts and answers all that its award follows from. XP comes from the ledger, streak and
 * counts from here, under the player's lock: the player service's copies may lag behind, and an award must not.
 */
export async function factsOf(tx: Tx, ledger: Ledger, verified: Verified, gathered: Gathered, counts: PlayerCounts): Promise<AwardFacts> {
  const { quest, player, action_day, zone_factor_bps } = gathered;
  const [balance] = await ledger.balances(tx.db, [{ kind: "player", owner_id: verified.player_id, asset: "XP" }]);
  const xp_before = Number(balance!.posted);
  const mission_type = missionKey(quest.mission_type);
  const run = await addToStreak(tx, verified.player_id, action_day);
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

/** Adds the day to the player's runs of days, and answers the run that it is in now. */
async function addToStreak(tx: Tx, player_id: string, day: string): Promise<Run> {
  const store = impactStore(tx);
  const runs = await store.runsBefore(player_id, day);
  const run = joinDay(runs, day);
  const isKnown = runs.some((known) => known.first_day === run.first_day && known.last_day === run.last_day);
  if (!isKnown) await store.saveRun(player_id, run);
  return run;
}
