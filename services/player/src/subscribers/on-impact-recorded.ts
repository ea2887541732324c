import { impactContract, playerContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { updateBoards } from "../leaderboards.ts";
import { badgeName } from "../rules/badge-name.ts";
import { utcDay } from "../rules/days.ts";
import { badgeStore } from "../store/badges.ts";
import { playerStore } from "../store/players.ts";
import { progressStore } from "../store/progress.ts";

/** Counts an award: XP of the day, streak and badges, then the leaderboards. Balances follow the ledger by themselves. */
export const onImpactRecorded = subscribe(impactContract.events.impactRecorded, async (impact, ctx) => {
  const { player_id, action_day } = impact;
  const recorded_at = new Date(impact.recorded_at);
  // Sorted, so that two awards of the same new badges never wait for each other.
  const badges = [...new Set(impact.badges)].sort().map((badge_type) => ({ id: ctx.newId(), badge_type, name: badgeName(badge_type) }));

  await ctx.once(async (tx) => {
    if (!(await playerStore(tx).lock(player_id))) throw new Error(`there is no player ${player_id} to count an award for`);
    const erased_name = await playerStore(tx).erasedName(player_id);
    // Verified too late to be for anybody: everybody erases again, and the ledger's part with it.
    if (erased_name !== undefined) return tx.emit(playerContract.events.playerErased, { player_id, erased_name });
    const progress = progressStore(tx);
    await progress.addXp(player_id, utcDay(recorded_at), impact.xp);
    await progress.addActionDay(player_id, action_day);
    await progress.recountStreak(player_id);
    await badgeStore(tx).define(badges);
    await badgeStore(tx).award(player_id, badges, recorded_at);
  });
  await updateBoards(ctx, player_id, utcDay(recorded_at));
});
