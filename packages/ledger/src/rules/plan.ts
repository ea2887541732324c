import type { AccountRef } from "../drafts.ts";
import { type Balance, type Refusal, refuse } from "../results.ts";
import { balanceOf } from "./balance.ts";
import type { Entry, Hold } from "./entry.ts";
import { checkHold } from "./hold-state.ts";
import { type Accounts, applyEntry } from "./running-balance.ts";

/** A transaction to be decided on. */
export interface PlanItem {
  id: string;
  /** Principal and key, hashed. */
  idempotency_hash: string | undefined;
  corrects: string | undefined;
  entries: Entry[];
}

/** What is true before the batch, read while its accounts are locked. */
export interface World {
  /** Becomes what is true after the batch. */
  accounts: Accounts;
  stored_holds: ReadonlySet<string>;
  resolved_holds: ReadonlySet<string>;
  stored_entry_ids: ReadonlySet<string>;
  stored_transaction_ids: ReadonlySet<string>;
  /** Ids of items that are stored already. */
  taken_ids: ReadonlySet<string>;
  now: Date;
}

/** `balances` are those after the item. `of` is the index of the accepted item that this one repeats; `stored` has the id of a transaction from before the batch. */
export type Outcome =
  | { type: "accepted"; balances: Balance[] }
  | { type: "refused"; refusal: Refusal }
  | { type: "repeat"; of: number; by: "id" | "key" }
  | { type: "stored" };

/** What the accepted items of the batch have added so far. */
interface Progress {
  by_id: Map<string, number>;
  by_key: Map<string, number>;
  entry_ids: Set<string>;
  holds: Map<string, Hold>;
  resolved: Set<string>;
}

/** Decides on each item in order: a later item sees what the accepted ones before it did, and nothing of the refused. */
export function plan(items: readonly PlanItem[], world: World): Outcome[] {
  const progress: Progress = {
    by_id: new Map(),
    by_key: new Map(),
    entry_ids: new Set(world.stored_entry_ids),
    holds: new Map(),
    resolved: new Set(world.resolved_holds),
  };
  return items.map((item, index) => decide(item, index, world, progress));
}

function decide(item: PlanItem, index: number, world: World, progress: Progress): Outcome {
  const sameKey = item.idempotency_hash === undefined ? undefined : progress.by_key.get(item.idempotency_hash);
  if (sameKey !== undefined) return { type: "repeat", of: sameKey, by: "key" };
  if (world.taken_ids.has(item.id)) return { type: "stored" };
  const sameId = progress.by_id.get(item.id);
  if (sameId !== undefined) return { type: "repeat", of: sameId, by: "id" };

  const refusal = checkReferences(item, world, progress) ?? applyAll(item.entries, world, progress);
  if (refusal) return { type: "refused", refusal };
  remember(item, index, progress);
  return { type: "accepted", balances: balancesAfter(item.entries, world.accounts) };
}

function balancesAfter(entries: readonly Entry[], accounts: Accounts): Balance[] {
  const refs = new Map<string, AccountRef>();
  for (const entry of entries) refs.set(entry.debit_key, entry.debit).set(entry.credit_key, entry.credit);
  return Array.from(refs, ([key, ref]) => balanceOf(ref, accounts.get(key)!));
}

function checkReferences(item: PlanItem, world: World, progress: Progress): Refusal | undefined {
  const { corrects } = item;
  if (corrects !== undefined && !world.stored_transaction_ids.has(corrects) && !progress.by_id.has(corrects)) {
    return refuse("corrected_not_found", `transaction ${corrects} does not exist`, { corrects });
  }
  const own = new Set<string>();
  for (const { id } of item.entries) {
    if (id === undefined) continue;
    if (own.has(id) || progress.entry_ids.has(id)) return refuse("duplicate_entry_id", `another transfer or hold has the id ${id}`, { id });
    own.add(id);
  }
  return undefined;
}

/** Applies all entries or, when one of them is refused, none. */
function applyAll(entries: readonly Entry[], world: World, progress: Progress): Refusal | undefined {
  const undo: Accounts = new Map();
  const resolved: string[] = [];
  for (const entry of entries) {
    const refusal = checkHold(entry, world, progress) ?? applyEntry(world.accounts, entry, undo);
    if (refusal) {
      for (const [key, state] of undo) world.accounts.set(key, state);
      for (const id of resolved) progress.resolved.delete(id);
      return refusal;
    }
    if (entry.hold === undefined) continue;
    progress.resolved.add(entry.hold.id);
    resolved.push(entry.hold.id);
  }
  return undefined;
}

function remember(item: PlanItem, index: number, progress: Progress): void {
  progress.by_id.set(item.id, index);
  if (item.idempotency_hash !== undefined) progress.by_key.set(item.idempotency_hash, index);
  for (const { type, id, debit, credit, amount, expires_at = null } of item.entries) {
    if (id === undefined) continue;
    progress.entry_ids.add(id);
    if (type === "hold") progress.holds.set(id, { id, debit, credit, amount, expires_at });
  }
}
