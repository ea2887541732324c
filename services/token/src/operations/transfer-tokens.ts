import { tokenContract } from "@oneheart/contracts";
import { handleBatch, isOperationError } from "@oneheart/kernel";
import { tokenStore } from "../store.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { answerTo, draftOf, findSides, transferOf } from "../workflows/transfers.ts";

/** Sends tokens to other players: those who send at the same moment share one posting. */
export const transferTokens = handleBatch(tokenContract.operations.transferTokens, {
  locks: ({ to }, { playerId }) => [playerId, to],
  async run(requests, ctx) {
    const players = await findSides(requests, ctx);
    await ctx.transaction(async (db, members) => {
      const transfers = members.map((member) => transferOf(member, players, ctx));
      const sent = transfers.flatMap((transfer) => (isOperationError(transfer) ? [] : [transfer]));
      const posted = await ledgerOf(ctx).post(db, sent.map(draftOf));
      const results = new Map(sent.map((transfer, index) => [transfer.id, posted[index]!]));
      await tokenStore({ db }).addTransfers(sent.filter(({ id }) => results.get(id)!.ok));
      return transfers.map((transfer, index) =>
        isOperationError(transfer) ? transfer : answerTo(members[index]!, transfer, results.get(transfer.id)!),
      );
    });
  },
});
