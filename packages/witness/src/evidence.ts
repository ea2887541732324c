import { parseAddCheckpoint, parseNote } from "@oneheart/tlog";

const KEPT_MAX = 1_000;

/**
 * Says whether a request's checkpoint was not seen as evidence before, by what the log signed: whoever repeats it, also with other
 * signatures beside the log's, fills nobody's disk. Beyond a thousand the log's dishonesty needs no more lines.
 */
export function createEvidenceFilter(): (body: Uint8Array) => boolean {
  const seen = new Set<string>();
  return (body) => {
    const { text } = parseNote(parseAddCheckpoint(body).checkpoint);
    if (seen.has(text) || seen.size >= KEPT_MAX) return false;
    seen.add(text);
    return true;
  };
}
