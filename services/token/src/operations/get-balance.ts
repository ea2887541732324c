import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentAmount } from "../present.ts";
import { ledgerOf } from "../workflows/ledger.ts";

/** What the ledger says one has. `heart_tokens` includes what redemptions hold; `held` says how much that is. */
export const getBalance = handle(tokenContract.operations.getBalance, async (_, ctx) => {
  const balances = await ledgerOf(ctx).balances(ctx.db, { owner_id: ctx.principal.playerId });
  const own = new Map(balances.filter((balance) => balance.kind === "player").map((balance) => [balance.asset, balance]));
  return {
    heart_tokens: presentAmount("HEART", own.get("HEART")?.posted ?? 0n),
    xp: presentAmount("XP", own.get("XP")?.posted ?? 0n),
    impact_credits: presentAmount("CREDIT", own.get("CREDIT")?.posted ?? 0n),
    held: presentAmount("HEART", own.get("HEART")?.pending ?? 0n),
  };
});
