import { decodeCursor, foreignCursor } from "@oneheart/kernel";
import type { HistoryCursor } from "@oneheart/ledger";

const seqPattern = /^\d{1,18}$/;

/** The sort key of an entry of the ledger's history, as a cursor holds it. */
export function historyKey({ seq, position, direction }: HistoryCursor): [string, number, string] {
  return [seq.toString(), position, direction];
}

/** Reads a cursor made from `historyKey`; anything else is `invalid_input`. */
export function decodeHistoryCursor(cursor: string | undefined): HistoryCursor | undefined {
  const key = decodeCursor(cursor, 3);
  if (key === undefined) return undefined;
  const [seq, position, direction] = key;
  const isOurs = typeof seq === "string" && seqPattern.test(seq) && Number.isInteger(position) && Math.abs(Number(position)) < 32_768;
  if (isOurs && (direction === "in" || direction === "out")) return { seq: BigInt(seq), position: Number(position), direction };
  throw foreignCursor();
}
