import { useCallback, useState } from "react";
import type { Item } from "./item.ts";

export type Piece = "evidence" | "match";

/** What of an item was shown in full, and what cannot be shown. */
export interface Seen {
  needed: readonly Piece[];
  seen: ReadonlySet<Piece>;
  broken: ReadonlySet<Piece>;
  see(piece: Piece): void;
  breaks(piece: Piece): void;
  /** Everything was shown in full: what nobody saw cannot be approved. */
  mayApprove: boolean;
  /** What cannot be shown at all may be rejected. */
  mayReject: boolean;
}

const nothing: ReadonlySet<Piece> = new Set([]);

export function useSeen(item: Pick<Item, "item_id" | "matches">): Seen {
  const [held, setHeld] = useState({ item_id: item.item_id, seen: nothing, broken: nothing });
  const { seen, broken } = held.item_id === item.item_id ? held : { seen: nothing, broken: nothing };
  const needed: Piece[] = item.matches.some(({ media_url }) => media_url !== null) ? ["evidence", "match"] : ["evidence"];
  const add = (which: "seen" | "broken") => (piece: Piece) =>
    setHeld((before) => {
      const now = before.item_id === item.item_id ? before : { item_id: item.item_id, seen: nothing, broken: nothing };
      return now[which].has(piece) ? now : { ...now, [which]: new Set([...now[which], piece]) };
    });
  return {
    needed,
    seen,
    broken,
    // biome-ignore lint/correctness/useExhaustiveDependencies: they differ by the item alone.
    see: useCallback(add("seen"), [item.item_id]),
    // biome-ignore lint/correctness/useExhaustiveDependencies: they differ by the item alone.
    breaks: useCallback(add("broken"), [item.item_id]),
    mayApprove: needed.every((piece) => seen.has(piece)),
    mayReject: needed.every((piece) => seen.has(piece) || broken.has(piece)),
  };
}
