import type { TransactionDraft } from "../drafts.ts";
import { fingerprintHash, idempotencyHash } from "../idempotency.ts";
import type { PostResult } from "../results.ts";
import type { Entry } from "../rules/entry.ts";

/** A draft on its way through a posting. Once it has a result, the later steps leave it alone. */
export interface Item {
  draft: TransactionDraft;
  id: string;
  /** In hexadecimal, when the draft has an idempotency key. */
  idempotency_hash: string | undefined;
  fingerprint: string | undefined;
  corrects: string | undefined;
  entries: Entry[];
  subject_ref?: string;
  /** RFC 8785 bytes. */
  leaf?: Buffer;
  result?: PostResult;
}

/** An item before its first check. */
export function newItem(draft: TransactionDraft, newId: () => string): Item {
  const { idempotency, corrects } = draft;
  return {
    draft,
    id: draft.id ?? newId(),
    idempotency_hash: idempotency && idempotencyHash(idempotency),
    fingerprint: idempotency && fingerprintHash(idempotency),
    corrects,
    entries: [],
  };
}

/** The items that have no result yet. */
export function undecided(items: readonly Item[]): Item[] {
  return items.filter((item) => item.result === undefined);
}
