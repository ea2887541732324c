import { decodeCursor, foreignCursor, isId } from "@oneheart/kernel";

/** Where a page of the quest list begins: after this quest, or after this mission of the nth nearest zone. */
export interface Position {
  part: "taken" | "available";
  rank: number;
  id: string;
}

export function positionKey({ part, rank, id }: Position): [string, number, string] {
  return [part, rank, id];
}

/** Reads a cursor of the quest list; anything else is `invalid_input`. */
export function readPosition(cursor: string | undefined): Position | undefined {
  const parts = decodeCursor(cursor, 3);
  if (parts === undefined) return undefined;
  const [part, rank, id] = parts;
  const isPart = part === "taken" || part === "available";
  if (isPart && typeof rank === "number" && Number.isInteger(rank) && rank >= 0 && rank <= 1000 && isId(id)) return { part, rank, id };
  throw foreignCursor();
}
