import { sponsorInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";
import type { MissionRow } from "../store/rows.ts";

interface Start {
  /** The quest's. */
  id: string;
  player: { id: string };
  zone: { impact_factor_bps: number };
}

/** What was reserved for a start that is under way. */
interface Reservation {
  hasMoney: boolean;
  /** Gives back at once what a refused start had reserved. Where it is not known how the start ended, the sponsor service finds out. */
  unlessRefused<T>(start: Promise<T>): Promise<T>;
}

/** Reserves what a quest may pay. By its id: the same again reserves nothing more. */
export async function reserveFor(
  mission: MissionRow,
  { id: quest_id, player, zone }: Start,
  ctx: Pick<BaseContext, "call">,
): Promise<Reservation> {
  const { id: mission_id, zone_id, base_tokens, base_xp, quest_type, difficulty_level, expected_minutes, community_goal } = mission;
  const { outcome } = await ctx.call(sponsorInternal.operations.reserveReward, {
    ...{ quest_id, mission_id, zone_id, base_tokens, base_xp, quest_type, difficulty_level, expected_minutes, community_goal },
    player_id: player.id,
    zone_factor_bps: zone.impact_factor_bps,
  });
  return {
    hasMoney: outcome !== "refused",
    async unlessRefused(start) {
      try {
        return await start;
      } catch (error) {
        if (outcome === "reserved" && isOperationError(error)) await ctx.call(sponsorInternal.operations.releaseReward, { quest_id });
        throw error;
      }
    },
  };
}
