import { playerContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { boardOf } from "../rules/boards.ts";
import { utcDay } from "../rules/days.ts";
import { withRanks } from "../rules/ranks.ts";
import { standingsOn } from "../workflows/leaderboards.ts";

/** The players with the most XP of today or of this week, in UTC. */
export const leaderboard = handle(playerContract.operations.leaderboard, async ({ period, limit }, ctx) => {
  const standings = await standingsOn(ctx, boardOf(period, utcDay(ctx.clock.now())), limit);
  return { items: withRanks(standings) };
});
