import { setImmediate as turn } from "node:timers/promises";
import { commitment, commitmentKey } from "../commitment.ts";
import type { LedgerDb } from "../database.ts";
import type { AccountRef } from "../drafts.ts";
import { type AccountName, LEAF_BYTES_MAX, leafOf, leafText } from "../leaf.ts";
import { refuse } from "../results.ts";
import type { Catalogue } from "../rules/catalogue.ts";
import type { FoundAccount } from "../store/account-cache.ts";
import { findOrCreateSubjects, type Subject } from "../store/subjects.ts";
import type { Item } from "./item.ts";

const TURN_ITEMS = 32;

/** Gives each item its leaf. Costs hashing, so it is done before any account is locked. */
export async function sealItems(
  db: LedgerDb,
  items: readonly Item[],
  accounts: ReadonlyMap<string, FoundAccount>,
  catalogue: Catalogue,
): Promise<void> {
  const { subjects, missing } = subjectsOf(items, accounts, catalogue);
  for (const [id, subject] of await findOrCreateSubjects(db, missing)) subjects.set(id, subject);
  for (const [index, item] of items.entries()) {
    sealItem(item, subjects, catalogue);
    // A posting that holds its locks may be waiting for this thread.
    if (index % TURN_ITEMS === TURN_ITEMS - 1) await turn();
  }
}

/** The people that the items name: those whose salts came with the accounts, and the others. */
function subjectsOf(items: readonly Item[], accounts: ReadonlyMap<string, FoundAccount>, catalogue: Catalogue) {
  const subjects = new Map<string, Subject>();
  const missing = new Set<string>();
  const add = (ref: AccountRef, key: string) => {
    if (!isPersonal(ref, catalogue)) return;
    const owner = accounts.get(key)?.owner;
    if (owner === undefined) missing.add(ref.owner_id!);
    else subjects.set(ref.owner_id!, owner);
  };
  for (const { draft, entries } of items) {
    for (const entry of entries) {
      add(entry.debit, entry.debit_key);
      add(entry.credit, entry.credit_key);
    }
    if (draft.subject_id != null) missing.add(draft.subject_id);
  }
  for (const id of subjects.keys()) missing.delete(id);
  return { subjects, missing };
}

function sealItem(item: Item, subjects: ReadonlyMap<string, Subject>, catalogue: Catalogue): void {
  const { draft, id, entries } = item;
  const commit = committer(id, subjects);
  const subject = draft.subject_id ?? undefined;
  const leaf = leafOf({
    id,
    kind: draft.kind,
    reason_ref: draft.reason_ref,
    occurred_at: draft.occurred_at,
    subject: subject === undefined ? undefined : commit(subject),
    detail: draft.detail,
    corrects: draft.corrects,
    entries,
    nameOf: (ref) => nameOf(ref, commit, catalogue),
  });
  const bytes = Buffer.from(leafText(leaf), "utf8");
  item.subject_ref = subject === undefined ? undefined : subjects.get(subject)!.ref;
  item.leaf = bytes;
  if (bytes.length > LEAF_BYTES_MAX) item.result = refuse("leaf_too_large", `the leaf has ${bytes.length} bytes of ${LEAF_BYTES_MAX}`);
}

/** Commits to a person once per transaction, however many of the accounts are theirs. */
function committer(transaction_id: string, subjects: ReadonlyMap<string, Subject>): (subject_id: string) => string {
  const done = new Map<string, string>();
  return (subject_id) => {
    let value = done.get(subject_id);
    if (value === undefined) {
      value = commitment(commitmentKey(subjects.get(subject_id)!.salt, transaction_id), subject_id);
      done.set(subject_id, value);
    }
    return value;
  };
}

/** How a leaf names an account: a personal owner by commitment, another owner as it is. */
export function nameOf(ref: AccountRef, commit: (owner_id: string) => string, catalogue: Catalogue): AccountName {
  if (ref.owner_id == null) return { kind: ref.kind };
  return isPersonal(ref, catalogue) ? { kind: ref.kind, commitment: commit(ref.owner_id) } : { kind: ref.kind, owner: ref.owner_id };
}

function isPersonal(ref: AccountRef, catalogue: Catalogue): boolean {
  return ref.owner_id != null && catalogue.kinds.get(ref.kind)!.personal;
}
