import { tokenContract } from "@oneheart/contracts";
import { handleBatch, isOperationError } from "@oneheart/kernel";
import { tokenStore } from "../store/tokens.ts";
import { ledgerOf } from "../workflows/ledger.ts";
import { answerTo, draftOf, findPeople, transferOf } from "../workflows/transfers.ts";
import { isYoung, withinAllowances, youngSenderStore } from "../workflows/young-senders.ts";

/** Sends tokens to other players: those who send at the same moment share one posting. */
export const transferTokens = handleBatch(tokenContract.operations.transferTokens, {
  locks: ({ to }, { playerId }) => [playerId, to],
  async run(requests, ctx) {
    const people = await findPeople(requests, ctx);
    const policy = await youngSenderStore(ctx).policy();
    const now = ctx.clock.now();
    const day = now.toISOString().slice(0, 10);
    await ctx.transaction(async (db, members) => {
      const youngSenders = youngSenderStore({ db });
      const transfers = members.map((member) => transferOf(member, people, ctx));
      const asked = transfers.flatMap((transfer) => (isOperationError(transfer) ? [] : [transfer]));
      const young = asked.map((transfer) => transfer.from_player_id).filter((id) => isYoung(people.get(id)?.created_at, policy, now));
      const allowances = await youngSenders.lock(young, day, policy.young_day_tokens);
      const refused = withinAllowances(asked, allowances);
      const sent = asked.filter(({ id }) => !refused.has(id));
      const posted = await ledgerOf(ctx).post(db, sent.map(draftOf));
      const results = new Map(sent.map((transfer, index) => [transfer.id, posted[index]!]));
      const done = sent.filter(({ id }) => results.get(id)!.ok);
      await tokenStore({ db }).addTransfers(done);
      await youngSenders.add(
        done.filter(({ from_player_id }) => allowances.has(from_player_id)),
        day,
      );
      return transfers.map((transfer, index) => {
        if (isOperationError(transfer)) return transfer;
        const allowance = refused.get(transfer.id);
        if (allowance !== undefined) return members[index]!.refuse("transfer_limit_reached", { cap: "young_account_day", ...allowance });
        return answerTo(members[index]!, transfer, results.get(transfer.id)!);
      });
    });
  },
});
