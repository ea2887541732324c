import { type HandlerInput, impactContract, type Output } from "@oneheart/contracts";
import { sponsorInternal } from "@oneheart/contracts/internal";
import { type BaseContext, handle } from "@oneheart/kernel";
import { planCover } from "../rules/cover.ts";
import { coverStore } from "../store/cover.ts";

const operation = sponsorInternal.operations.reserveReward;
type Quest = HandlerInput<typeof operation>;
type Reservation = Output<typeof operation>;

/** Longer, higher and more in a row than any quest: what the factors can make of a reward at most. */
const utmost = { duration_minutes: 1_440, player_level: 100_000, streak_days: 100_000, beneficiaries_count: 0 };

/** Reserves for a quest that is about to start. Where nothing limits, one statement finds that out, and nothing is written. */
export const reserveReward = handle(operation, async (quest, ctx): Promise<Reservation> => {
  const now = ctx.clock.now();
  const least = BigInt(quest.base_tokens);
  const [sources] = await coverStore(ctx).sources([quest], now);
  if (planCover(sources!, { least, most: least }).outcome === "unlimited") return { outcome: "unlimited" };
  const most = await mostOf(quest, ctx);
  return ctx.transaction(async (tx): Promise<Reservation> => {
    const cover = coverStore(tx);
    const found = await cover.find(quest.quest_id);
    if (found !== undefined) return { outcome: found.state === "released" ? "refused" : "reserved" };
    const plan = planCover(await cover.lockSources(quest, now), { least, most });
    if (plan.outcome !== "reserved") return { outcome: plan.outcome };
    await cover.reserve({ ...quest, at: now }, plan);
    return { outcome: "reserved" };
  });
});

/** The most tokens that the rules of this moment can make of the quest. */
async function mostOf(quest: Quest, ctx: Pick<BaseContext, "call">): Promise<bigint> {
  const { base_xp, base_tokens, quest_type, difficulty_level, expected_minutes, zone_factor_bps, community_goal } = quest;
  const { tokens } = await ctx.call(impactContract.operations.calculateImpact, {
    ...utmost,
    ...{ base_xp, base_tokens, quest_type, difficulty_level, expected_minutes, zone_factor_bps, community_goal },
    community_progress: community_goal ?? 0,
  });
  return BigInt(Math.max(tokens, base_tokens));
}
