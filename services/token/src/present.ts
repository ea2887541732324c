import type { Output, tokenContract } from "@oneheart/contracts";
import type { RedemptionRow, RewardRow } from "./store/tokens.ts";

type Operations = typeof tokenContract.operations;

/** A reward as the contract shows it. */
export function presentReward(row: RewardRow): Output<Operations["createReward"]> {
  return { ...row, price_tokens: Number(row.price_tokens), created_at: row.created_at.toISOString() };
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
    created_at: row.created_at.toISOString(),
  };
}

/** Minor units of an asset as people read them: credits have two decimals, the others none. */
export function presentAmount(asset: string, minor: bigint): number {
  return asset === "CREDIT" ? Number(minor) / 100 : Number(minor);
}
