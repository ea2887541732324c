import { type Refusal, refuse } from "../results.ts";
import { accountKey } from "./catalogue.ts";
import type { Entry, Hold } from "./entry.ts";

/** The holds that exist before the batch, and the moment against which they expire. */
export interface StoredHolds {
  stored_holds: ReadonlySet<string>;
  now: Date;
}

/** The holds that the batch has made, and all that are resolved by now. */
export interface BatchHolds {
  holds: ReadonlyMap<string, Hold>;
  resolved: ReadonlySet<string>;
}

/** Whether the hold that `entry` resolves may be resolved in that way now. */
export function checkHold(entry: Entry, stored: StoredHolds, batch: BatchHolds): Refusal | undefined {
  const { hold } = entry;
  if (hold === undefined) return undefined;
  const detail = { hold_id: hold.id };
  if (batch.resolved.has(hold.id)) return refuse("hold_already_resolved", `hold ${hold.id} is already resolved`, detail);
  if (!stored.stored_holds.has(hold.id) && !isSameHold(hold, batch.holds.get(hold.id))) {
    return refuse("hold_not_found", `hold ${hold.id} does not exist`, detail);
  }
  const isOverdue = hold.expires_at !== null && hold.expires_at <= stored.now;
  if (entry.type === "expiry" && !isOverdue) return refuse("hold_not_expired", `hold ${hold.id} has not expired`, detail);
  if (entry.type !== "capture") return undefined;
  if (isOverdue) return refuse("hold_expired", `hold ${hold.id} has expired`, detail);
  if (entry.amount <= hold.amount) return undefined;
  const amounts = { held: String(hold.amount), asked: String(entry.amount) };
  return refuse("hold_amount_exceeded", `hold ${hold.id} reserves less than that`, { ...detail, ...amounts });
}

/** Two items of a batch may draft holds with the same id: only the one that was accepted can be resolved. */
function isSameHold(drafted: Hold, accepted: Hold | undefined): boolean {
  return (
    accepted !== undefined &&
    drafted.amount === accepted.amount &&
    accountKey(drafted.debit) === accountKey(accepted.debit) &&
    accountKey(drafted.credit) === accountKey(accepted.credit) &&
    drafted.expires_at?.getTime() === accepted.expires_at?.getTime()
  );
}
