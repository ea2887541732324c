import { z } from "zod";
import { Id, line, paragraph, shape, Time } from "../common/shared.ts";
import { inputWords } from "../words/input-words.ts";

/**
 * How a reward reaches its player: at once and by itself, handed over by an administrator, as one of a list of codes, at a partner's
 * desk against a signed QR, or by a call to the partner's server.
 */
export const RewardFulfilment = z.enum(["automatic", "manual", "codes", "pickup", "webhook"]);

export const Reward = shape("Reward", {
  id: Id,
  category: z.string(),
  name: z.string(),
  description: z.string(),
  price_tokens: z.int(),
  /** How many are left. */
  quantity: z.int(),
  is_available: z.boolean(),
  fulfilment: RewardFulfilment,
  partner_id: Id.nullable(),
  /** When it can be redeemed; null for no bound. */
  starts_at: Time.nullable(),
  ends_at: Time.nullable(),
  /** How often one player may redeem it, within so many days or, when they are null, ever; null for no limit. */
  player_limit: z.int().nullable(),
  player_limit_days: z.int().nullable(),
  /** What waits to be handed over is given back, tokens and all, after so many days; null for never. */
  claim_days: z.int().nullable(),
  created_at: Time,
});

export const RewardCategory = shape("RewardCategory", {
  category: z.string(),
  /** How many rewards of it are on offer, and how many of them are in stock. */
  rewards: z.int(),
  in_stock: z.int(),
});

/**
 * `held` while tokens are reserved, `fulfilled` once the reward is handed over. What gave the tokens back: `cancelled` before that,
 * `expired` where the reward had said so, `refunded` afterwards.
 */
export const RedemptionStatus = z.enum(["held", "fulfilled", "cancelled", "expired", "refunded"]);

export const Redemption = shape("Redemption", {
  redemption_id: Id,
  reward_id: Id,
  player_id: Id,
  name: z.string(),
  category: z.string(),
  price_tokens: z.int(),
  status: RedemptionStatus,
  fulfilment: RewardFulfilment,
  /** Until when it can be collected, as the reward said when it was redeemed; null for ever. */
  expires_at: Time.nullable(),
  created_at: Time,
});

export const RedemptionDetail = Redemption.extend({
  resolved_at: Time.nullable(),
  /** Why the tokens were given back. */
  reason: z.string().nullable(),
  /** The code that it came to. Only its owner is shown it. */
  code: z.string().nullable(),
  /** What the owner's QR holds while it waits to be collected: a JWT that a partner can verify without us. */
  pickup: z.string().nullable(),
  /** Of a reward that a partner's server hands over: how far the call has come. */
  delivery: shape("RedemptionDelivery", {
    attempts: z.int(),
    last_status: z.int().nullable(),
    last_error: z.string().nullable(),
    delivered_at: Time.nullable(),
  }).nullable(),
}).meta({ id: "RedemptionDetail" });

export const RewardPartner = shape("RewardPartner", {
  partner_id: Id,
  name: z.string(),
  webhook_url: z.string().nullable(),
  is_active: z.boolean(),
  created_at: Time,
});

/** What a partner needs, shown once: nobody can read it again. */
export const RewardPartnerSecrets = RewardPartner.extend({
  /** Sent with what is collected at the partner's desk. */
  partner_key: z.string(),
  /** Signs calls to the partner's server, in the notation of Standard Webhooks. */
  webhook_secret: z.string(),
}).meta({ id: "RewardPartnerSecrets" });

export const PickupKeys = shape("PickupKeys", {
  keys: z.array(
    shape("PickupKey", {
      kty: z.literal("OKP"),
      crv: z.literal("Ed25519"),
      x: z.string(),
      kid: z.string(),
      use: z.literal("sig"),
      alg: z.literal("EdDSA"),
    }),
  ),
});

/** What can be said of a reward whenever it is made or changed. */
export const rewardFields = {
  category: line(50),
  name: line(255),
  description: paragraph(5000),
  price_tokens: z.int().min(1).max(1_000_000),
  quantity: z.int().min(0).max(1_000_000),
  partner_id: Id.nullable(),
  starts_at: Time.nullable(),
  ends_at: Time.nullable(),
  player_limit: z.int().min(1).max(1_000).nullable(),
  player_limit_days: z.int().min(1).max(3650).nullable(),
  claim_days: z.int().min(1).max(365).nullable(),
};

/** One line as partners write codes: what a till reads or a person types. */
export const RewardCode = z
  .string()
  .trim()
  .min(4)
  .max(200)
  .regex(/^[\x21-\x7e]+$/, inputWords.printable_ascii);

export const WebhookUrl = z.string().max(2000).nullable();
