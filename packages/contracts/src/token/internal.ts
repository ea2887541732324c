import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf, pageInput, pageOf, shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { Redemption, RewardFulfilment } from "./reward.ts";

const AboutRedemption = z.object({
  redemption_id: Id,
  player_id: Id,
  reward_id: Id,
  name: z.string(),
  price_tokens: z.int(),
  /** Absent from events of earlier versions. */
  fulfilment: RewardFulfilment.optional(),
});

/** What only services ask of each other here, and what they tell. */
export const tokenInternal = defineContract({
  service: "token",
  operations: {
    ownData: ownDataOperation,
    purchasesOf: operation({
      summary: "What players have redeemed, the newest of each first",
      access: ["internal"],
      input: z.object({ player_ids: z.array(Id).max(100) }),
      output: listOf(Redemption),
    }),
    offeredRewards: operation({
      summary: "Rewards on offer of which something is left, or at most so much of each",
      access: ["internal"],
      input: z.object({ ...pageInput, left_at_most: z.int().min(0).optional() }),
      output: pageOf(shape("OfferedReward", { name: z.string(), price_tokens: z.int(), quantity: z.int() }))
        .extend({
          /** What all of them would cost, on all pages. */
          tokens: z.int(),
        })
        .meta({ id: "OfferedRewards" }),
    }),
    rewardStock: operation({
      summary: "What the rewards on offer come to",
      access: ["internal"],
      input: z.object({}),
      output: shape("RewardStock", {
        /** Rewards of which something is left, and what all of it would cost. */
        offered: z.int(),
        tokens: z.int(),
        /** Rewards of which at most `low_from` are left. */
        low: z.int(),
        low_from: z.int(),
        /** Redemptions that wait to be handed over. */
        redemptions_waiting: z.int(),
      }),
    }),
  },
  events: {
    tokensTransferred: event(
      "tokens.transferred",
      z.object({ transfer_id: Id, from_player_id: Id, to_player_id: Id, amount: z.int(), memo: z.string().nullable() }),
    ),
    rewardRedeemed: event("reward.redeemed", AboutRedemption),
    redemptionFulfilled: event("redemption.fulfilled", AboutRedemption),
    redemptionCancelled: event("redemption.cancelled", AboutRedemption.extend({ reason: z.string() })),
    /** Not collected in the time that the reward had announced. */
    redemptionExpired: event("redemption.expired", AboutRedemption),
    redemptionRefunded: event("redemption.refunded", AboutRedemption.extend({ reason: z.string() })),
  },
});
