import { TlogError } from "../errors.ts";
import { HASH_BYTES } from "../hash.ts";
import { NOTE_LENGTH_MAX } from "../note/parse.ts";
import { BUNDLE_BYTES_MAX, type EntryBundleReader, truncateEntries } from "../tiles/entry-bundle.ts";
import { entriesPath, tilePath } from "../tiles/path.ts";
import { TILE_WIDTH, type TileReader, truncateTile } from "../tiles/tile.ts";

const TILE_BYTES_MAX = TILE_WIDTH * HASH_BYTES;

/** A log as tlog-tiles lays it out. It need not be trusted: verifyLog checks all that it answers. */
export interface LogReader extends TileReader, EntryBundleReader {
  /** The signed checkpoint. */
  readCheckpoint(): Promise<Uint8Array>;
}

/** Gives the bytes at a path below the log's prefix, undefined where there is nothing; may refuse more than `bytesMax`. */
export type ReadResource = (path: string, bytesMax: number) => Promise<Uint8Array | undefined>;

/**
 * A log reader over anything that has paths: a folder, a URL, a zip, a map. Where a partial tile or bundle is gone because the full one
 * replaced it, the full one is cut to size (C2SP tlog-tiles, partial tiles). `resource_missing`, `resource_too_large`.
 */
export function logReader(read: ReadResource): LogReader {
  return {
    readCheckpoint: () => readRequired(read, "checkpoint", NOTE_LENGTH_MAX),
    readTile: (tile) =>
      readOrCut(read, TILE_BYTES_MAX, {
        path: tilePath(tile),
        fullPath: tilePath({ ...tile, width: TILE_WIDTH }),
        cut: (full) => truncateTile(full, tile.width),
      }),
    readEntries: (bundle) =>
      readOrCut(read, BUNDLE_BYTES_MAX, {
        path: entriesPath(bundle),
        fullPath: entriesPath({ ...bundle, width: TILE_WIDTH }),
        cut: (full) => truncateEntries(full, bundle.width),
      }),
  };
}

interface Cuttable {
  readonly path: string;
  readonly fullPath: string;
  cut(full: Uint8Array): Uint8Array;
}

async function readOrCut(read: ReadResource, bytesMax: number, { path, fullPath, cut }: Cuttable): Promise<Uint8Array> {
  const data = await readLimited(read, path, bytesMax);
  if (data !== undefined) return data;
  const full = path === fullPath ? undefined : await readLimited(read, fullPath, bytesMax);
  if (full === undefined) throw new TlogError("resource_missing", path);
  return cut(full);
}

async function readRequired(read: ReadResource, path: string, bytesMax: number): Promise<Uint8Array> {
  const data = await readLimited(read, path, bytesMax);
  if (data === undefined) throw new TlogError("resource_missing", path);
  return data;
}

async function readLimited(read: ReadResource, path: string, bytesMax: number): Promise<Uint8Array | undefined> {
  const data = await read(path, bytesMax);
  if (data !== undefined && data.length > bytesMax)
    throw new TlogError("resource_too_large", `${path}: ${data.length} of ${bytesMax} bytes`);
  return data;
}
