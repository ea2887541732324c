import { type Refusal, refuse } from "../results.ts";
import { AMOUNT_MAX } from "./check-value.ts";
import type { Entry } from "./entry.ts";

/** An account's running sums. `version` counts the entries that touched it. */
export interface AccountState {
  id: string;
  debits_posted: bigint;
  credits_posted: bigint;
  debits_pending: bigint;
  credits_pending: bigint;
  version: bigint;
  may_go_negative: boolean;
}

/** By account key. */
export type Accounts = Map<string, AccountState>;

/** What may still be spent. */
export function available(state: Pick<AccountState, "credits_posted" | "debits_posted" | "debits_pending">): bigint {
  return state.credits_posted - state.debits_posted - state.debits_pending;
}

/** What an entry adds to the posted and to the pending sums of both of its accounts. */
function changeOf(entry: Entry): { posted: bigint; pending: bigint } {
  if (entry.type === "transfer") return { posted: entry.amount, pending: 0n };
  if (entry.type === "hold") return { posted: 0n, pending: entry.amount };
  return { posted: entry.type === "capture" ? entry.amount : 0n, pending: -entry.hold!.amount };
}

/** Applies one entry to `accounts`, and keeps in `undo` what each account was before; refused, it changes nothing. */
export function applyEntry(accounts: Accounts, entry: Entry, undo: Accounts): Refusal | undefined {
  const { posted, pending } = changeOf(entry);
  const debit = accounts.get(entry.debit_key)!;
  const credit = accounts.get(entry.credit_key)!;
  const debited: AccountState = {
    ...debit,
    debits_posted: debit.debits_posted + posted,
    debits_pending: debit.debits_pending + pending,
    version: debit.version + 1n,
  };
  const credited: AccountState = {
    ...credit,
    credits_posted: credit.credits_posted + posted,
    credits_pending: credit.credits_pending + pending,
    version: credit.version + 1n,
  };
  const refusal = checkFunds(debit, debited, entry) ?? checkSums(debited, credited, entry);
  if (refusal) return refusal;
  change(accounts, entry.debit_key, debit, debited, undo);
  change(accounts, entry.credit_key, credit, credited, undo);
  return undefined;
}

function checkFunds(before: AccountState, after: AccountState, entry: Entry): Refusal | undefined {
  if (after.may_go_negative || available(after) >= 0n) return undefined;
  const { kind, asset } = entry.debit;
  const amounts = { available: String(available(before)), needed: String(entry.amount) };
  return refuse("insufficient_funds", `the ${kind} account has too little ${asset}`, { kind, asset, ...amounts });
}

/** Posted and pending together stay within a bigint, so that a hold can always be captured. */
function checkSums(debited: AccountState, credited: AccountState, entry: Entry): Refusal | undefined {
  const isWithin =
    debited.debits_posted + debited.debits_pending <= AMOUNT_MAX && credited.credits_posted + credited.credits_pending <= AMOUNT_MAX;
  return isWithin ? undefined : refuse("amount_too_large", "a running sum would exceed 2^63 - 1", { amount: String(entry.amount) });
}

function change(accounts: Accounts, key: string, before: AccountState, after: AccountState, undo: Accounts): void {
  if (!undo.has(key)) undo.set(key, before);
  accounts.set(key, after);
}
