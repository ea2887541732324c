import { playerContract, tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { heartsOf } from "../rules/accounts.ts";
import { tokenStore } from "../store.ts";
import { ledgerOf } from "../workflows/ledger.ts";

/** Sends tokens to another player. The memo stays here: the ledger's leaves are public. */
export const transferTokens = handle(tokenContract.operations.transferTokens, async ({ to, amount, memo = null }, ctx) => {
  const from = ctx.principal.playerId;
  const { items } = await ctx.call(playerContract.operations.findPlayers, { ids: [to] });
  const recipient = items[0] ?? ctx.fail("recipient_not_found");
  if (recipient.erased) ctx.fail("recipient_not_found");
  if (recipient.id === from) ctx.fail("self_transfer");

  const transfer_id = ctx.newId();
  const occurred_at = ctx.clock.now();
  return ctx.transaction(
    async (tx) => {
      const ledger = ledgerOf(ctx);
      const posted = await tx.together(ledger.post, {
        id: transfer_id,
        kind: "token.transfer",
        reason_ref: `transfer:${transfer_id}`,
        occurred_at,
        subject_id: from,
        transfers: [{ debit: heartsOf(from), credit: heartsOf(recipient.id), amount: BigInt(amount) }],
      });
      if (!posted.ok) {
        if (posted.code === "insufficient_funds") ctx.fail("insufficient_funds");
        throw new Error(`the ledger refused a transfer: ${posted.message}`);
      }
      const row = { id: transfer_id, from_player_id: from, to_player_id: recipient.id, amount, memo, created_at: occurred_at };
      await tokenStore(tx).addTransfer(row);
      tx.emit(tokenContract.events.tokensTransferred, { transfer_id, from_player_id: from, to_player_id: recipient.id, amount, memo });
      const [balance] = await ledger.balances(tx.db, [heartsOf(from)]);
      return { transfer_id, amount, balance: Number(balance!.posted) };
    },
    { apart: from },
  );
});
