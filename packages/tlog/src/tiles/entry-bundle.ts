import { isCount } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import type { EntryBundle } from "./path.ts";
import { TILE_WIDTH } from "./tile.ts";

/** Longest entry in bytes: what its uint16 length can say. */
export const ENTRY_BYTES_MAX = 65_535;

/** Longest bundle in bytes. */
export const BUNDLE_BYTES_MAX = TILE_WIDTH * (2 + ENTRY_BYTES_MAX);

/** A bundle and its bytes. */
export interface EntryBundleData {
  readonly bundle: EntryBundle;
  readonly data: Uint8Array;
}

/** Where entry bundles are read from. A reader need not be trusted. */
export interface EntryBundleReader {
  /** The bundle's bytes, holding exactly `width` entries. */
  readEntries(bundle: EntryBundle): Promise<Uint8Array>;
}

/** Entries, each after its length as a big-endian uint16 (C2SP tlog-tiles, log entries). `entry_too_large` over 65,535 bytes. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const data = new Uint8Array(entries.reduce((length, entry) => length + 2 + entry.length, 0));
  let end = 0;
  for (const entry of entries) {
    if (entry.length > ENTRY_BYTES_MAX) throw new TlogError("entry_too_large", `${entry.length} bytes`);
    data[end] = entry.length >> 8;
    data[end + 1] = entry.length & 0xff;
    data.set(entry, end + 2);
    end += 2 + entry.length;
  }
  return data;
}

/** The entries of a bundle, as views of its bytes. `bundle_width` unless there are exactly `width`; `bundle_truncated`. Errors name `what`. */
export function decodeEntries(data: Uint8Array, width: number, what = "bundle"): Uint8Array[] {
  const { entries, end } = readEntries(data, width, what);
  if (entries.length !== width || end !== data.length) {
    throw new TlogError("bundle_width", `${what}: ${entries.length} entries and ${data.length - end} more bytes, wanted ${width} entries`);
  }
  return entries;
}

/** The bytes of a wider bundle that hold its first `width` entries: how a full bundle stands in for a partial one that is gone. */
export function truncateEntries(data: Uint8Array, width: number): Uint8Array {
  const { entries, end } = readEntries(data, width, "bundle");
  if (entries.length !== width) throw new TlogError("bundle_width", `${entries.length} entries, wanted ${width}`);
  return data.subarray(0, end);
}

/**
 * The bundles to publish when `entries` follow a log of `size` entries: full ones once, and a partial one at the end.
 * `partial` is the last bundle's bytes when size is not a multiple of 256, and empty otherwise.
 */
export function appendToBundles(size: number, partial: Uint8Array, entries: readonly Uint8Array[]): EntryBundleData[] {
  if (!isCount(size)) throw new TlogError("tree_range", `log of ${size}`);
  const tail = [...decodeEntries(partial, size % TILE_WIDTH), ...entries];
  if (entries.length === 0) return [];
  const first = Math.floor(size / TILE_WIDTH);
  return Array.from({ length: Math.ceil(tail.length / TILE_WIDTH) }, (_, i) => {
    const content = tail.slice(i * TILE_WIDTH, (i + 1) * TILE_WIDTH);
    return { bundle: { index: first + i, width: content.length }, data: encodeEntries(content) };
  });
}

function readEntries(data: Uint8Array, countMax: number, what: string): { entries: Uint8Array[]; end: number } {
  const entries: Uint8Array[] = [];
  let end = 0;
  while (end < data.length && entries.length < countMax) {
    if (end + 2 > data.length) throw new TlogError("bundle_truncated", `${what}: in the length of entry ${entries.length}`);
    const start = end + 2;
    end = start + ((data[end]! << 8) | data[end + 1]!);
    if (end > data.length) throw new TlogError("bundle_truncated", `${what}: in entry ${entries.length}`);
    entries.push(data.subarray(start, end));
  }
  return { entries, end };
}
