import { z } from "zod";
import { operation, refusal, signedIn } from "../common/define.ts";
import { duplicateInput, Id, line, listOf, pageInput, pageOf, shape, Time } from "../common/shared.ts";
import {
  PickupKeys,
  Redemption,
  RedemptionDetail,
  RedemptionStatus,
  Reward,
  RewardCategory,
  RewardCode,
  RewardFulfilment,
  RewardPartner,
  RewardPartnerSecrets,
  rewardFields,
  WebhookUrl,
} from "./reward.ts";

const stockIsOther = refusal(409, shape("StockNow", { quantity: z.int() }));
const priceIs = refusal(409, shape("PriceNow", { price_tokens: z.int() }));
const rewardExists = refusal(409, shape("RewardExists", { reward_id: Id }));
const redemptionResolved = refusal(409, shape("RedemptionResolved", { status: RedemptionStatus }));
const notOnOfferNow = refusal(409, shape("RewardWindow", { starts_at: Time.nullable(), ends_at: Time.nullable() }));
const playerLimit = refusal(409, shape("RewardPlayerLimit", { limit: z.int(), days: z.int().nullable(), again_at: Time.nullable() }));
const webhookRefused = refusal(422, shape("WebhookUrlRefused", { because: z.enum(["not_https", "credentials", "private_network"]) }));

/** The marketplace, and what administrators do about it. */
export const rewardOperations = {
  marketplace: operation({
    route: "GET /api/reward/marketplace",
    summary: "Rewards on offer, also those that open later",
    access: signedIn,
    input: z.object({ ...pageInput, category: z.string().max(50).optional() }),
    output: pageOf(Reward),
  }),
  rewardCategories: operation({
    route: "GET /api/reward/categories",
    summary: "The categories of rewards on offer",
    access: signedIn,
    input: z.object({}),
    output: listOf(RewardCategory),
  }),
  createReward: operation({
    route: "POST /api/reward/create",
    summary: "Put a reward on offer",
    access: ["admin"],
    idempotent: true,
    input: z.object({
      ...rewardFields,
      description: rewardFields.description.default(""),
      /** Left out: at once for digital categories, by an administrator for the others. For codes it starts with none. */
      fulfilment: RewardFulfilment.optional(),
      partner_id: rewardFields.partner_id.default(null),
      starts_at: rewardFields.starts_at.default(null),
      ends_at: rewardFields.ends_at.default(null),
      player_limit: rewardFields.player_limit.default(null),
      player_limit_days: rewardFields.player_limit_days.default(null),
      claim_days: rewardFields.claim_days.default(null),
      ...duplicateInput,
    }),
    output: Reward,
    status: 201,
    errors: { reward_exists: rewardExists, stock_of_codes: 409, partner_not_found: 404, partner_required: 422, webhook_missing: 422 },
  }),
  updateReward: operation({
    route: "PATCH /api/reward/:id",
    summary: "Change a reward's words, price, stock, window or limits, or whether it is on offer; what was redeemed stays as it was",
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
    errors: {
      ...{ reward_not_found: 404, reward_exists: rewardExists, stock_changed: stockIsOther, stock_too_small: stockIsOther },
      ...{ stock_of_codes: 409, partner_not_found: 404, partner_required: 422, webhook_missing: 422 },
    },
  }),
  importCodes: operation({
    route: "POST /api/reward/:id/codes",
    summary: "Add codes to a reward that gives them out; one that it has already is counted and left as it is",
    access: ["admin"],
    idempotent: true,
    input: z.object({ id: Id, codes: z.array(RewardCode).min(1).max(1000) }),
    output: shape("ImportedCodes", { added: z.int(), repeated: z.int(), quantity: z.int() }),
    status: 201,
    errors: { reward_not_found: 404, reward_without_codes: 409 },
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
    errors: {
      ...{ reward_not_found: 404, price_changed: priceIs, out_of_stock: 409, account_closed: 409, insufficient_funds: priceIs },
      ...{ reward_not_open: notOnOfferNow, player_limit_reached: playerLimit },
    },
  }),
  listRedemptions: operation({
    route: "GET /api/reward/redemptions",
    summary: "One's own redemptions, newest first; all for an admin",
    access: signedIn,
    input: z.object({ ...pageInput, status: RedemptionStatus.optional() }),
    output: pageOf(Redemption),
  }),
  getRedemption: operation({
    route: "GET /api/reward/redemptions/:id",
    summary: "A redemption; its owner is shown the code or the QR's content, too",
    access: signedIn,
    input: z.object({ id: Id }),
    output: RedemptionDetail,
    errors: { redemption_not_found: 404 },
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
  withdrawRedemption: operation({
    route: "POST /api/reward/redemptions/:id/withdraw",
    summary: "Take one's own redemption back while it waits to be handed over",
    access: signedIn,
    idempotent: true,
    input: z.object({ id: Id }),
    output: Redemption,
    errors: { redemption_not_found: 404, redemption_resolved: redemptionResolved, redemption_under_way: 409 },
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
  refundRedemption: operation({
    route: "POST /api/reward/redemptions/:id/refund",
    summary: "Give the tokens of a reward that was handed over back, by a correction in the ledger; a code that was shown stays used",
    access: ["admin"],
    idempotent: true,
    input: z.object({ id: Id, reason: line(200), restock: z.boolean().default(false) }),
    output: Redemption,
    errors: { redemption_not_found: 404, redemption_not_fulfilled: redemptionResolved, account_closed: 409, code_was_shown: 409 },
  }),
  collectPickup: operation({
    route: "POST /api/reward/pickup",
    summary: "A partner hands a reward over against its signed QR, once",
    access: ["anyone"],
    limit: "sessions",
    input: z.object({ pickup: z.string().min(20).max(2000), partner_key: z.string().min(20).max(200) }),
    output: shape("CollectedPickup", { redemption_id: Id, name: z.string(), collected_at: Time }),
    errors: {
      ...{ partner_key_wrong: 403, pickup_invalid: 422, pickup_expired: 409 },
      already_collected: refusal(409, shape("AlreadyCollected", { collected_at: Time })),
      redemption_resolved: redemptionResolved,
    },
  }),
  pickupKeys: operation({
    route: "GET /api/reward/pickup-keys",
    summary: "The public keys (JWKS) with which partners verify a QR, also without a connection",
    access: ["anyone"],
    input: z.object({}),
    output: PickupKeys,
  }),
  listPartners: operation({
    route: "GET /api/reward/partners",
    summary: "Who hands rewards over",
    access: ["admin"],
    input: z.object({}),
    output: listOf(RewardPartner),
  }),
  createPartner: operation({
    route: "POST /api/reward/partners",
    summary: "Add a partner; its secrets are shown once",
    access: ["admin"],
    input: z.object({ name: line(255), webhook_url: WebhookUrl.default(null) }),
    output: RewardPartnerSecrets,
    status: 201,
    errors: { webhook_url_refused: webhookRefused },
  }),
  updatePartner: operation({
    route: "PATCH /api/reward/partners/:id",
    summary: "Change a partner's name or address, or whether it hands anything over",
    access: ["admin"],
    input: z.object({ id: Id, name: line(255).optional(), webhook_url: WebhookUrl.optional(), is_active: z.boolean().optional() }),
    output: RewardPartner,
    errors: { partner_not_found: 404, webhook_url_refused: webhookRefused },
  }),
  renewPartnerSecrets: operation({
    route: "POST /api/reward/partners/:id/secrets",
    summary: "Give a partner new secrets; the old ones stop working at once",
    access: ["admin"],
    input: z.object({ id: Id }),
    output: RewardPartnerSecrets,
    errors: { partner_not_found: 404 },
  }),
};
