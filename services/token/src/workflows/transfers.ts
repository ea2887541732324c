import type { Output, tokenContract } from "@oneheart/contracts";
import { playerInternal, tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext, BatchContext, BatchRequest, OperationError, RequestMember } from "@oneheart/kernel";
import type { PostResult, TransactionDraft } from "@oneheart/ledger";
import { heartsOf } from "../rules/accounts.ts";
import type { TransferRow } from "../store/tokens.ts";

type Transfer = typeof tokenContract.operations.transferTokens;
type Person = { id: string; erased: boolean; created_at?: string };

/** Those who send and those whom requests name, by id and by DID. */
export async function findPeople(
  requests: ReadonlyArray<BatchRequest<Transfer>>,
  ctx: Pick<BatchContext<Transfer>, "call">,
): Promise<ReadonlyMap<string, Person>> {
  const ids = [...new Set(requests.flatMap(({ input, principal }) => [nameOf(input.to), principal.playerId]))];
  const { items } = await ctx.call(playerInternal.operations.findPlayers, { ids });
  return new Map(items.flatMap((player) => [[player.id, player] as const, [player.user_did, player] as const]));
}

/** A UUID may be written in capitals. */
function nameOf(to: string): string {
  return to.startsWith("did:") ? to : to.toLowerCase();
}

/** What a member sends, or why it cannot. The memo stays out of the ledger: its leaves are public. */
export function transferOf(
  member: RequestMember<Transfer>,
  people: ReadonlyMap<string, Person>,
  ctx: Pick<BaseContext, "newId" | "clock">,
): TransferRow | OperationError {
  const { to, amount, memo = null } = member.input;
  const from_player_id = member.principal.playerId;
  if (people.get(from_player_id)?.erased) return member.refuse("account_closed");
  const recipient = people.get(nameOf(to));
  if (recipient === undefined || recipient.erased) return member.refuse("recipient_not_found");
  if (recipient.id === from_player_id) return member.refuse("self_transfer");
  return { id: ctx.newId(), from_player_id, to_player_id: recipient.id, amount, memo, created_at: ctx.clock.now() };
}

export function draftOf({ id, from_player_id, to_player_id, amount, created_at }: TransferRow): TransactionDraft {
  return {
    id,
    kind: "token.transfer",
    reason_ref: `transfer:${id}`,
    occurred_at: created_at,
    subject_id: from_player_id,
    transfers: [{ debit: heartsOf(from_player_id), credit: heartsOf(to_player_id), amount: BigInt(amount) }],
  };
}

/** What the sender is told, and the event when it was posted. */
export function answerTo(member: RequestMember<Transfer>, transfer: TransferRow, posted: PostResult): Output<Transfer> | OperationError {
  if (!posted.ok) {
    if (posted.code === "insufficient_funds") return member.refuse("insufficient_funds");
    throw new Error(`the ledger refused a transfer: ${posted.message}`);
  }
  const { id: transfer_id, from_player_id, to_player_id, amount, memo } = transfer;
  member.emit(tokenInternal.events.tokensTransferred, { transfer_id, from_player_id, to_player_id, amount, memo });
  const balance = posted.balances.find(({ owner_id }) => owner_id === from_player_id)!;
  return { transfer_id, amount, balance: Number(balance.posted) };
}
