import { commitment, commitmentKey } from "../commitment.ts";
import { type AccountName, type Leaf, type LeafLine, leafOf, leafText } from "../leaf.ts";
import { nameOf } from "../post/seal.ts";
import type { Catalogue } from "../rules/catalogue.ts";
import type { Subject } from "../store/subjects.ts";
import type { AuditedTransaction } from "./rows.ts";

/** What names accounts and people in leaves. */
export interface Names {
  catalogue: Catalogue;
  subjects: ReadonlyMap<string, Subject>;
}

/** Stands in a rebuilt leaf where the subject is erased; too short to be a commitment. */
const ERASED = "erased";

/**
 * Whether a stored leaf is what the rows say. The detail is only in the leaf; the commitments of erased subjects can
 * no longer be computed and are taken from it too, and counted.
 */
export function compareLeaf(
  row: AuditedTransaction,
  entries: LeafLine[],
  stored_text: string,
  names: Names,
): { is_same: boolean; erased: number } {
  const stored = parse(stored_text);
  if (stored === undefined) return { is_same: false, erased: 0 };
  const leaf = rebuild(row, entries, stored, names);
  const erased = fillErased(leaf, stored);
  return { is_same: leafText(leaf) === stored_text, erased };
}

function parse(text: string): Leaf | undefined {
  try {
    const leaf: unknown = JSON.parse(text);
    const isLeaf = typeof leaf === "object" && leaf !== null && "entries" in leaf && Array.isArray(leaf.entries);
    return isLeaf ? (leaf as Leaf) : undefined;
  } catch {
    return undefined;
  }
}

function rebuild(row: AuditedTransaction, entries: LeafLine[], stored: Leaf, { catalogue, subjects }: Names): Leaf {
  const commit = (subject_id: string | null) => {
    const subject = subject_id === null ? undefined : subjects.get(subject_id);
    return subject_id === null || subject === undefined ? ERASED : commitment(commitmentKey(subject.salt, row.id), subject_id);
  };
  return leafOf({
    id: row.id,
    kind: row.kind,
    reason_ref: row.reason_ref,
    occurred_at: new Date(Number(row.occurred_at_ms)),
    subject: row.subject_ref === null ? undefined : commit(row.subject_id),
    detail: stored.detail,
    corrects: row.corrects ?? undefined,
    entries,
    nameOf: (ref) => nameOf(ref, commit, catalogue),
  });
}

function fillErased(leaf: Leaf, stored: Leaf): number {
  let erased = 0;
  const fill = (name: AccountName, from: AccountName | undefined) => {
    if (name.commitment !== ERASED) return;
    erased++;
    name.commitment = from?.commitment;
  };
  for (const [index, entry] of leaf.entries.entries()) {
    fill(entry.debit, stored.entries[index]?.debit);
    fill(entry.credit, stored.entries[index]?.credit);
  }
  if (leaf.subject === ERASED) {
    erased++;
    leaf.subject = stored.subject;
  }
  return erased;
}
