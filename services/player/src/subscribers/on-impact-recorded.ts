import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { namedBadges } from "../rules/badge-name.ts";
import { utcDay } from "../rules/days.ts";
import { awardStore } from "../store/awards.ts";
import { badgeStore } from "../store/badges.ts";
import { playerStore } from "../store/players.ts";
import { progressStore } from "../store/progress.ts";
import { updateBoards } from "../workflows/leaderboards.ts";

/** Counts an award: XP of the day, streak and badges, then the leaderboards. Balances follow the ledger by themselves. */
export const onImpactRecorded = subscribe("on-impact-recorded", impactInternal.events.impactRecorded, async (impact, ctx) => {
  const { action_id, player_id, action_day } = impact;
  const recorded_at = new Date(impact.recorded_at);
  const badges = namedBadges(impact.badges, ctx.newId);

  await ctx.once(async (tx) => {
    if (!(await playerStore(tx).lock(player_id))) throw new Error(`there is no player ${player_id} to count an award for`);
    const erased_name = await playerStore(tx).erasedName(player_id);
    // Verified too late to be for anybody: everybody erases again, and the ledger's part with it.
    if (erased_name !== undefined) return tx.emit(playerInternal.events.playerErased, { player_id, erased_name });
    const progress = progressStore(tx);
    await progress.addXp(player_id, utcDay(recorded_at), impact.xp);
    await progress.addActionDay(player_id, action_day);
    await progress.recountStreak(player_id);
    if (badges.length === 0) return;
    await badgeStore(tx).define(badges);
    const noted = { action_id, player_id, badges: badges.map(({ badge_type }) => badge_type), recorded_at };
    if (await awardStore(tx).note(noted)) await badgeStore(tx).award(player_id, badges, recorded_at);
  });
  await updateBoards(ctx, player_id, utcDay(recorded_at));
});
