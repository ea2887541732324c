import type { BytesAnswer } from "@oneheart/kernel";
import { TILE_WIDTH, TlogError } from "@oneheart/tlog";

/** What may still change is asked for again each time. */
const fresh = { "cache-control": "no-cache" };
/** A full tile is the same for ever. A partial one is, too, but soon nobody asks for it again. */
const forEver = { "cache-control": "public, max-age=31536000, immutable" };
const aWhile = { "cache-control": "public, max-age=3600" };

/** A signed note, a key or a receipt. */
export function textAnswer(body: string): BytesAnswer {
  return { content_type: "text/plain; charset=utf-8", headers: fresh, body };
}

/** A tile or an entry bundle. */
export function tileAnswer(width: number, body: Uint8Array): BytesAnswer {
  return { content_type: "application/octet-stream", headers: width === TILE_WIDTH ? forEver : aWhile, body };
}

/** The place that a path names, or undefined when no tile could have this path. */
export function placeOf<T>(parse: (path: string) => T, path: string): T | undefined {
  try {
    return parse(path);
  } catch (error) {
    if (error instanceof TlogError) return undefined;
    throw error;
  }
}
