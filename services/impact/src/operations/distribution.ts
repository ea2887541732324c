import { impactContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { toCredits } from "../present.ts";
import { sharesOf } from "../rules/shares.ts";
import { impactStore } from "../store/impact.ts";
import { ledgerOf } from "../workflows/ledger.ts";

const pools = ["local", "national", "global"] as const;

/** Reads five account rows and one of sums, however long the ledger is. */
export const distribution = handle(impactContract.operations.distribution, async (_, ctx) => {
  const [xp, heart, ...credits] = await ledgerOf(ctx).balances(ctx.db, [
    { kind: "issuance", asset: "XP" },
    { kind: "issuance", asset: "HEART" },
    ...pools.map((pool) => ({ kind: `pool_${pool}`, asset: "CREDIT" })),
  ]);
  const totals = await impactStore(ctx).totals();
  const shares = sharesOf(credits.map((balance) => balance.posted));
  return {
    pools: pools.map((pool, index) => ({ pool, impact_credits: toCredits(credits[index]!.posted), share_bps: shares[index]! })),
    totals: {
      actions: Number(totals.actions),
      xp: Number(-xp!.posted),
      heart_tokens: Number(-heart!.posted),
      impact_credits: toCredits(totals.credits_minor),
    },
  };
});
