import type { AccountRef } from "@oneheart/ledger";

/** A player's Heart tokens. */
export function heartsOf(player_id: string): AccountRef {
  return { kind: "player", owner_id: player_id, asset: "HEART" };
}

/** Where redeemed tokens end. */
export const burnedHearts: AccountRef = { kind: "burned", asset: "HEART" };
