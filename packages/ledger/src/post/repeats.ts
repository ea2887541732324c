import { type PostResult, refuse } from "../results.ts";
import type { StoredTransaction } from "../store/lock.ts";
import type { Item } from "./item.ts";

/** The earlier transaction that an item may repeat. */
interface Earlier {
  id: string;
  seq: bigint;
  fingerprint?: string | null;
  leaf: string;
}

/**
 * Answers the items whose idempotency key is stored already, and gives the stored transactions by id: an id counts only
 * after the key, which another item of the batch may be about to take.
 */
export function answerStored(items: readonly Item[], stored: readonly StoredTransaction[]): Map<string, StoredTransaction> {
  const byHash = new Map(stored.map((row) => [row.idempotency_hash, row]));
  for (const item of items) {
    const sameKey = item.idempotency_hash === undefined ? undefined : byHash.get(item.idempotency_hash);
    if (sameKey) item.result = answerSameKey(item, sameKey);
  }
  return new Map(stored.map((row) => [row.id, row]));
}

/** The first result again if the request is the same, whatever ids it carries. */
export function answerSameKey(item: Item, earlier: Earlier): PostResult {
  if (item.fingerprint === earlier.fingerprint) return replay(earlier);
  return refuse("idempotency_mismatch", "the idempotency key was used for another request", { transaction_id: earlier.id });
}

/** The first result again if the leaf is the same. */
export function answerSameId(item: Item, earlier: Earlier): PostResult {
  if (item.leaf!.toString("utf8") === earlier.leaf) return replay(earlier);
  return refuse("duplicate_id_other_content", `transaction ${item.id} exists with other content`, { transaction_id: item.id });
}

function replay({ id, seq }: Earlier): PostResult {
  return { ok: true, id, seq, replayed: true, balances: [] };
}
