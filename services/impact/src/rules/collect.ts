import { type Amounts, amountsOf, playerAssets } from "./correction.ts";

interface Claim {
  asset: "XP" | "HEART" | "CREDIT";
  amount: bigint;
  collected: bigint;
}

/** How much of each claim can be collected of what is available, in their order; claims that get nothing are left out. */
export function collect<C extends Claim>(claims: readonly C[], available: Amounts): Array<{ claim: C; amount: bigint; change: Amounts }> {
  const left = { XP: available.xp, HEART: available.tokens, CREDIT: available.credits_minor };
  return claims.flatMap((claim) => {
    const open = claim.amount - claim.collected;
    const amount = left[claim.asset] < open ? left[claim.asset] : open;
    if (amount <= 0n) return [];
    left[claim.asset] -= amount;
    const change = amountsOf((name) =>
      name in playerAssets && playerAssets[name as keyof typeof playerAssets] === claim.asset ? -amount : 0n,
    );
    return [{ claim, amount, change }];
  });
}
