import { impactInternal, playerInternal } from "@oneheart/contracts/internal";
import type { SubscriberContext } from "@oneheart/kernel";
import { namedBadges } from "../rules/badge-name.ts";
import { type Day, utcDay } from "../rules/days.ts";
import { awardStore, type Correction, type NotedAward } from "../store/awards.ts";
import { badgeStore } from "../store/badges.ts";
import { playerStore } from "../store/players.ts";
import { progressStore } from "../store/progress.ts";
import { updateBoards } from "./leaderboards.ts";

/** What both events say of an award that was corrected. */
interface Corrected {
  action_id: string;
  player_id: string;
  ledger_id: string | null;
  badges?: string[];
  recorded_at: string;
}

interface Award extends NotedAward {
  xp: number;
  day: Day;
}

/**
 * Counts an award no more while it is reversed, and again once it is reinstated: all of its XP, on its own day, whatever of it was still
 * there to take; and the badges that no other award gave. Days of the streak stay: another action may have been on the same day.
 */
export async function correctAward(corrected: Corrected, how: Correction, ctx: SubscriberContext): Promise<void> {
  const award = await awardOf(corrected, ctx);
  const { player_id } = award;
  await ctx.once(async (tx) => {
    const player = (await playerStore(tx).lock([player_id])).get(player_id);
    if (player === undefined) throw new Error(`there is no player ${player_id} of whom an award is ${how}`);
    const { erased_name } = player;
    // Whoever was told of this correction forgets it, and what was given again is nobody's.
    if (erased_name !== null) return tx.emit(playerInternal.events.playerErased, { player_id, erased_name });

    const { stood, stands, badges, recorded_at } = await awardStore(tx).correct(award, how);
    if (stood === stands) return;
    if (stands) {
      const given = namedBadges(badges, ctx.newId);
      await progressStore(tx).addXp(player_id, award.day, award.xp);
      await badgeStore(tx).define(given);
      await badgeStore(tx).award(player_id, given, recorded_at);
    } else {
      const isCounted = await progressStore(tx).takeXp(player_id, award.day, award.xp);
      if (!isCounted) throw new Error(`the award of action ${award.action_id} is reversed but was not counted yet`);
      await badgeStore(tx).takeBack(player_id, badges);
    }
  });
  await updateBoards(ctx, [player_id], award.day);
}

/** The award as the ledger has it; one that earned nothing is not there. */
async function awardOf({ action_id, player_id, ...corrected }: Corrected, ctx: SubscriberContext): Promise<Award> {
  const { items } = await ctx.call(impactInternal.operations.impactOfActions, { action_ids: [action_id] });
  const [entry] = items;
  if (entry === undefined && corrected.ledger_id !== null) throw new Error(`the award of action ${action_id} has no ledger entry`);
  const recorded_at = new Date(entry?.ledger_timestamp ?? corrected.recorded_at);
  const badges = corrected.badges ?? entry?.badges_earned ?? [];
  return { action_id, player_id, badges, recorded_at, xp: entry?.xp_delta ?? 0, day: utcDay(recorded_at) };
}
