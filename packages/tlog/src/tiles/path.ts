import { parseDecimal } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { TILE_WIDTH, type Tile } from "./tile.ts";

/** A bundle of entries [index * 256, index * 256 + width); width 1 to 256. */
export interface EntryBundle {
  readonly index: number;
  readonly width: number;
}

const TILE_PATH = /^tile\/(0|[1-9][0-9]?)\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
const ENTRIES_PATH = /^tile\/entries\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;
const LEVEL_MAX = 63;

/** `tile/<L>/<N>[.p/<W>]` without a leading slash (C2SP tlog-tiles). `tile_coordinate` for one out of range. */
export function tilePath(tile: Tile): string {
  if (!Number.isInteger(tile.level) || tile.level < 0 || tile.level > LEVEL_MAX)
    throw new TlogError("tile_coordinate", `level ${tile.level}`);
  return `tile/${tile.level}/${formatPlace(tile)}`;
}

/** `tile/entries/<N>[.p/<W>]` without a leading slash. `tile_coordinate` for one out of range. */
export function entriesPath(bundle: EntryBundle): string {
  return `tile/entries/${formatPlace(bundle)}`;
}

/** The tile that a path names; `tile_path_malformed` for any text that tilePath does not give. */
export function parseTilePath(path: string): Tile {
  const [, level, index, width] = TILE_PATH.exec(path) ?? [];
  const tile = { level: Number(level), ...parsePlace(path, index, width) };
  if (tile.level > LEVEL_MAX) throw new TlogError("tile_path_malformed", path);
  return tile;
}

/** The entry bundle that a path names; `tile_path_malformed` for any text that entriesPath does not give. */
export function parseEntriesPath(path: string): EntryBundle {
  const [, index, width] = ENTRIES_PATH.exec(path) ?? [];
  return parsePlace(path, index, width);
}

function formatPlace({ index, width }: EntryBundle): string {
  if (!Number.isSafeInteger(index) || index < 0) throw new TlogError("tile_coordinate", `index ${index}`);
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) throw new TlogError("tile_coordinate", `width ${width}`);
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g)!;
  const last = groups.pop();
  return `${groups.map((group) => `x${group}/`).join("")}${last}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

function parsePlace(path: string, index = "", width?: string): EntryBundle {
  const digits = index.replace(/[x/]/g, "");
  const value = parseDecimal(digits.replace(/^0+(?=.)/, ""));
  // More groups than needed (x000/012) would give one tile two names.
  const tooLong = digits.length > 3 && digits.startsWith("000");
  if (value === undefined || tooLong || Number(width) >= TILE_WIDTH) throw new TlogError("tile_path_malformed", path);
  return { index: value, width: width === undefined ? TILE_WIDTH : Number(width) };
}
