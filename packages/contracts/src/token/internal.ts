import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, listOf } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { Redemption } from "./public.ts";

/** What only services ask of each other here, and what they tell. */
export const tokenInternal = defineContract({
  service: "token",
  operations: {
    ownData: ownDataOperation,
    purchasesOf: operation({
      summary: "What a player has redeemed",
      access: ["internal"],
      input: z.object({ player_id: Id }),
      output: listOf(Redemption),
    }),
  },
  events: {
    tokensTransferred: event(
      "tokens.transferred",
      z.object({ transfer_id: Id, from_player_id: Id, to_player_id: Id, amount: z.int(), memo: z.string().nullable() }),
    ),
    rewardRedeemed: event(
      "reward.redeemed",
      z.object({ redemption_id: Id, player_id: Id, reward_id: Id, name: z.string(), price_tokens: z.int() }),
    ),
    redemptionFulfilled: event(
      "redemption.fulfilled",
      z.object({ redemption_id: Id, player_id: Id, reward_id: Id, name: z.string(), price_tokens: z.int() }),
    ),
    redemptionCancelled: event(
      "redemption.cancelled",
      z.object({ redemption_id: Id, player_id: Id, reward_id: Id, name: z.string(), price_tokens: z.int(), reason: z.string() }),
    ),
  },
});
