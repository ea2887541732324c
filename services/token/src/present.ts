import type { Output, tokenContract } from "@oneheart/contracts";
import type { PartnerRow } from "./store/partners.ts";
import type { RedemptionRow } from "./store/redemptions.ts";
import type { RewardRow } from "./store/rewards.ts";

type Operations = typeof tokenContract.operations;

/** A reward as the contract shows it. */
export function presentReward(row: RewardRow): Output<Operations["createReward"]> {
  return {
    ...row,
    price_tokens: Number(row.price_tokens),
    starts_at: row.starts_at?.toISOString() ?? null,
    ends_at: row.ends_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** A redemption as the contract shows it. */
export function presentRedemption(row: RedemptionRow): Output<Operations["redeemReward"]> {
  return {
    redemption_id: row.id,
    reward_id: row.reward_id,
    player_id: row.player_id,
    name: row.name,
    category: row.category,
    price_tokens: Number(row.price_tokens),
    status: row.status,
    fulfilment: row.fulfilment,
    expires_at: row.expires_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

/** A partner as administrators see it. */
export function presentPartner({ id, created_at, ...row }: PartnerRow): Output<Operations["updatePartner"]> {
  return { partner_id: id, ...row, created_at: created_at.toISOString() };
}

/** Minor units of an asset as people read them: credits have two decimals, the others none. */
export function presentAmount(asset: string, minor: bigint): number {
  return asset === "CREDIT" ? Number(minor) / 100 : Number(minor);
}
