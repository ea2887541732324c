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
export function entryId(transaction_id: string, position: number): string {
  const raised = (Number.parseInt(transaction_id.slice(15, 18), 16) + position) & 0xfff;
  return `${transaction_id.slice(0, 14)}8${raised.toString(16).padStart(3, "0")}${transaction_id.slice(18)}`;
}

/** Lays a checked draft out as entries in the order in which they apply; `findHold` knows the holds it resolves. */
export function entriesOf(id: string, draft: TransactionDraft, findHold: (id: string) => Hold | undefined): Entry[] | Refusal {
  const entries: Entry[] = [];
  const resolutions = [
    ...(draft.releases ?? []).map((release) => ({ type: "release" as const, ...release })),
    ...(draft.expiries ?? []).map((expiry) => ({ type: "expiry" as const, ...expiry })),
    ...(draft.captures ?? []).map((capture) => ({ type: "capture" as const, ...capture })),
  ];
  for (const resolution of resolutions) {
    const hold = findHold(resolution.hold_id);
    if (hold === undefined) return refuse("hold_not_found", `hold ${resolution.hold_id} does not exist`, { hold_id: resolution.hold_id });
    const sides = sidesOf(hold);
    if (resolution.type === "capture") {
      entries.push({
        type: "capture",
        ...identify(resolution.id, id, entries.length, draft),
        ...sides,
        amount: resolution.amount ?? hold.amount,
        hold,
      });
    } else entries.push({ type: resolution.type, ...sides, amount: hold.amount, hold });
  }
  for (const transfer of draft.transfers ?? []) {
    entries.push({ type: "transfer", ...identify(transfer.id, id, entries.length, draft), ...sidesOf(transfer), amount: transfer.amount });
  }
  for (const hold of draft.holds ?? []) {
    const expires_at = hold.expires_at ?? null;
    entries.push({ type: "hold", ...identify(hold.id, id, entries.length, draft), ...sidesOf(hold), amount: hold.amount, expires_at });
  }
  return entries;
}

function identify(id: string | undefined, transaction_id: string, position: number, draft: TransactionDraft) {
  return { id: id ?? entryId(transaction_id, position), is_id_chosen: (id ?? draft.id) !== undefined };
}

function sidesOf(line: { debit: AccountRef; credit: AccountRef }) {
  return { debit: line.debit, credit: line.credit, debit_key: accountKey(line.debit), credit_key: accountKey(line.credit) };
}
