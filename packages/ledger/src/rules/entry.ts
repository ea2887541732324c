import type { AccountRef, TransactionDraft } from "../drafts.ts";
import { type Refusal, refuse } from "../results.ts";
import { accountKey } from "./catalogue.ts";

export type EntryType = "release" | "expiry" | "capture" | "transfer" | "hold";

/** One line of a transaction. For a release or expiry `amount` is what is freed, for a capture what is moved. */
export interface Entry {
  type: EntryType;
  /** The row's id, of transfers (captures too) and holds. */
  id?: string;
  /** The caller chose the id or the one that it comes from, so it may be taken. */
  is_id_chosen?: boolean;
  debit: AccountRef;
  credit: AccountRef;
  debit_key: string;
  credit_key: string;
  amount: bigint;
  /** The hold that is resolved. */
  hold?: Hold;
  /** When this entry, a hold, expires. */
  expires_at?: Date | null;
}

/** What never changes about a hold. */
export interface Hold {
  id: string;
  debit: AccountRef;
  credit: AccountRef;
  amount: bigint;
  expires_at: Date | null;
}

/**
 * The id of the transfer or hold at a position, unless the caller gave it one: the transaction's id as a UUIDv8 whose
 * first 12 random bits are raised by the position. A retry gets the same ids.
 */
function entryId(transaction_id: string, position: number): string {
  const raised = (Number.parseInt(transaction_id.slice(15, 18), 16) + position) & 0xfff;
  return `${transaction_id.slice(0, 14)}8${raised.toString(16).padStart(3, "0")}${transaction_id.slice(18)}`;
}

/** Lays a checked draft out as entries in the order in which they apply; `findHold` knows the holds it resolves. */
export function entriesOf(id: string, draft: TransactionDraft, findHold: (id: string) => Hold | undefined): Entry[] | Refusal {
  const { releases = [], expiries = [], captures = [], transfers = [], holds = [] } = draft;
  const entries: Entry[] = [];
  const named = (entry: Entry, chosen: string | undefined): Entry => {
    entry.id = chosen ?? entryId(id, entries.length);
    entry.is_id_chosen = (chosen ?? draft.id) !== undefined;
    return entry;
  };
  const missing = [...releases, ...expiries, ...captures].find(({ hold_id }) => findHold(hold_id) === undefined);
  if (missing) return refuse("hold_not_found", `hold ${missing.hold_id} does not exist`, { hold_id: missing.hold_id });

  for (const { hold_id } of releases) entries.push(resolutionOf("release", findHold(hold_id)!));
  for (const { hold_id } of expiries) entries.push(resolutionOf("expiry", findHold(hold_id)!));
  for (const { hold_id, id: chosen, amount } of captures) entries.push(named(resolutionOf("capture", findHold(hold_id)!, amount), chosen));
  for (const transfer of transfers) entries.push(named(entryOf("transfer", transfer), transfer.id));
  for (const hold of holds) entries.push(named({ ...entryOf("hold", hold), expires_at: hold.expires_at ?? null }, hold.id));
  return entries;
}

function resolutionOf(type: EntryType, hold: Hold, amount: bigint = hold.amount): Entry {
  return { ...entryOf(type, hold), amount, hold };
}

/** Every entry has the same members in the same order, which is what the compiler makes fast code for. */
function entryOf(type: EntryType, { debit, credit, amount }: { debit: AccountRef; credit: AccountRef; amount: bigint }): Entry {
  return {
    type,
    id: undefined,
    is_id_chosen: false,
    debit,
    credit,
    debit_key: accountKey(debit),
    credit_key: accountKey(credit),
    amount,
    hold: undefined,
    expires_at: undefined,
  };
}
