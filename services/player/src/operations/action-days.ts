import { playerContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { addDays, currentStreak, utcDay } from "../rules/days.ts";
import { progressStore } from "../store/progress.ts";
import { findPlayer } from "../workflows/whose.ts";

const shown_days = 35;

/** One's own days with an action, for a rhythm of weeks. */
export const actionDays = handle(playerContract.operations.actionDays, async (_, ctx) => {
  const player = (await findPlayer(ctx, "me")) ?? ctx.fail("player_not_found");
  const now = ctx.clock.now();
  const days = await progressStore(ctx).actionDays(player.id, addDays(utcDay(now), 1 - shown_days));
  return { days, streak_days: currentStreak(player, now) };
});
