const EVERY_MS = 60_000;
/** More kinds of lines than this are forgotten all at once; there are a few dozen. */
const KINDS_MAX = 500;

/** Counts lines that say the same. */
export interface Repeats {
  /** How many of this kind were left out since the last one that was written; undefined when this one is to be left out, too. */
  count(kind: string): number | undefined;
}

/** Lets one line of a kind through per minute. `now` is in milliseconds. */
export function createRepeats(now: () => number = () => performance.now()): Repeats {
  const kinds = new Map<string, { written_ms: number; left_out: number }>();
  return {
    count(kind) {
      const known = kinds.get(kind);
      if (known !== undefined && now() - known.written_ms < EVERY_MS) {
        known.left_out += 1;
        return undefined;
      }
      if (kinds.size >= KINDS_MAX) kinds.clear();
      kinds.set(kind, { written_ms: now(), left_out: 0 });
      return known?.left_out ?? 0;
    },
  };
}
