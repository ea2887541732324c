import { z } from "zod";
import { defineContract, operation, refusal, signedIn } from "../common/define.ts";
import { Did, duplicateInput, Id, IdOrDid, line, pageInput, pageOf, paragraph, shape, Time } from "../common/shared.ts";

const Amount = z.int().min(1).max(1_000_000_000);

export const Reward = shape("Reward", {
  id: Id,
  category: z.string(),
  name: z.string(),
  description: z.string(),
  price_tokens: z.int(),
  /** How many are left. */
  quantity: z.int(),
  is_available: z.boolean(),
  created_at: Time,
});

/** `held` while tokens are reserved, `fulfilled` once the reward is handed over, `cancelled` when the hold was released. */
export const RedemptionStatus = z.enum(["held", "fulfilled", "cancelled"]);
export const Redemption = shape("Redemption", {
  redemption_id: Id,
  reward_id: Id,
  player_id: Id,
  name: z.string(),
  category: z.string(),
  price_tokens: z.int(),
  status: RedemptionStatus,
  created_at: Time,
});

const HistoryEntry = shape("TokenHistoryEntry", {
  id: Id,
  kind: z.string(),
  asset: z.enum(["HEART", "XP", "CREDIT"]),
  /** Signed; credits in whole credits with two decimals. */
  amount: z.number(),
  counterparty_did: Did.nullable(),
  memo: z.string().nullable(),
  reason_ref: z.string(),
  occurred_at: Time,
});

/** What young accounts can send away, so that many of them are not one purse. */
export const TransferPolicy = shape("TransferPolicy", {
  /** An account is young for so many days after it was made. */
  young_days: z.int().min(0).max(365),
  /** The most that it can send in one UTC day until then. */
  young_day_tokens: z.int().min(0).max(1_000_000_000),
});
export type TransferPolicy = z.infer<typeof TransferPolicy>;

const rewardFields = {
  category: line(50),
  name: line(255),
  description: paragraph(5000),
  price_tokens: z.int().min(1).max(1_000_000),
  quantity: z.int().min(0).max(1_000_000),
};

const stockIsOther = refusal(409, shape("StockNow", { quantity: z.int() }));
const priceIs = refusal(409, shape("PriceNow", { price_tokens: z.int() }));
const rewardExists = refusal(409, shape("RewardExists", { reward_id: Id }));
const redemptionResolved = refusal(409, shape("RedemptionResolved", { status: RedemptionStatus }));

export const tokenContract = defineContract({
  service: "token",
  operations: {
    transferTokens: operation({
      route: "POST /api/token/transfer",
      summary: "Send Heart tokens to another player",
      access: signedIn,
      idempotent: "required",
      input: z.object({ to: IdOrDid, amount: Amount, memo: line(140).optional() }),
      output: shape("Transfer", { transfer_id: Id, amount: z.int(), balance: z.int() }),
      status: 201,
      errors: { recipient_not_found: 404, self_transfer: 422, account_closed: 409, insufficient_funds: 409, transfer_limit_reached: 409 },
    }),
    getTransferPolicy: operation({
      route: "GET /api/admin/transfer-policy",
      summary: "What young accounts can send away",
      access: ["admin", "government"],
      input: z.object({}),
      output: TransferPolicy,
    }),
    setTransferPolicy: operation({
      route: "PATCH /api/admin/transfer-policy",
      summary: "Change what young accounts can send away, from now on; what is left out stays",
      access: ["admin"],
      input: TransferPolicy.partial(),
      output: TransferPolicy,
    }),
    getBalance: operation({
      route: "GET /api/token/balance",
      summary: "One's own balances",
      access: signedIn,
      input: z.object({}),
      output: shape("Balance", { heart_tokens: z.int(), xp: z.int(), impact_credits: z.number(), held: z.int() }),
    }),
    tokenHistory: operation({
      route: "GET /api/token/history",
      summary: "What moved one's own balances, newest first",
      access: signedIn,
      input: z.object({ ...pageInput, asset: z.enum(["HEART", "XP", "CREDIT"]).default("HEART") }),
      output: pageOf(HistoryEntry),
    }),
    marketplace: operation({
      route: "GET /api/reward/marketplace",
      summary: "Rewards on offer",
      access: signedIn,
      input: z.object({ ...pageInput, category: z.string().max(50).optional() }),
      output: pageOf(Reward),
    }),
    createReward: operation({
      route: "POST /api/reward/create",
      summary: "Put a reward on offer",
      access: ["admin"],
      idempotent: true,
      input: z.object({ ...rewardFields, description: rewardFields.description.default(""), ...duplicateInput }),
      output: Reward,
      status: 201,
      errors: { reward_exists: rewardExists },
    }),
    updateReward: operation({
      route: "PATCH /api/reward/:id",
      summary: "Change a reward's words, stock or whether it is on offer",
      access: ["admin"],
      input: z
        .object(rewardFields)
        .partial()
        .extend({
          id: Id,
          /** The stock that was seen when `quantity` was chosen: needed with it, since sales go on. */
          quantity_seen: rewardFields.quantity.optional(),
          /** How many more there are, or fewer: instead of `quantity`. */
          quantity_change: z.int().min(-1_000_000).max(1_000_000).optional(),
          is_available: z.boolean().optional(),
          ...duplicateInput,
        }),
      output: Reward,
      errors: { reward_not_found: 404, reward_exists: rewardExists, stock_changed: stockIsOther, stock_too_small: stockIsOther },
    }),
    redeemReward: operation({
      route: "POST /api/reward/redeem",
      summary: "Redeem tokens for a reward: they are held, then burned when it is handed over",
      access: signedIn,
      idempotent: "required",
      input: z.object({
        reward_id: Id,
        /** The price that the person was shown; refused when it is another by now. */
        price_tokens: rewardFields.price_tokens.optional(),
      }),
      output: Redemption,
      status: 201,
      errors: { reward_not_found: 404, price_changed: priceIs, out_of_stock: 409, account_closed: 409, insufficient_funds: priceIs },
    }),
    listRedemptions: operation({
      route: "GET /api/reward/redemptions",
      summary: "One's own redemptions, newest first; all for an admin",
      access: signedIn,
      input: z.object({ ...pageInput, status: RedemptionStatus.optional() }),
      output: pageOf(Redemption),
    }),
    fulfilRedemption: operation({
      route: "POST /api/reward/redemptions/:id/fulfil",
      summary: "The reward was handed over: burn the tokens held for it",
      access: ["admin"],
      idempotent: true,
      input: z.object({ id: Id }),
      output: Redemption,
      errors: { redemption_not_found: 404, redemption_resolved: redemptionResolved },
    }),
    cancelRedemption: operation({
      route: "POST /api/reward/redemptions/:id/cancel",
      summary: "Give held tokens and the stock back",
      access: ["admin"],
      idempotent: true,
      input: z.object({ id: Id, reason: line(200) }),
      output: Redemption,
      errors: { redemption_not_found: 404, redemption_resolved: redemptionResolved },
    }),
  },
});
