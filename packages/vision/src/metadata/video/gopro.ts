import type { MetadataClaims } from "../claims.ts";
import { claimedDate } from "../dates.ts";
import { validPosition } from "../position.ts";
import { cleanText } from "../text.ts";

/** An entry of GoPro's metadata format: a key, and what is in it, or the entries that it holds. */
interface Entry {
  key: string;
  /** The C-like type of its values; 0 for one that holds entries. */
  type: number;
  data: Buffer;
}

const depthMax = 6;
const entriesMax = 5000;
/** A fix in two or three dimensions. */
const fixMin = 2;

/** What a stretch of GoPro's format (GPMF, github.com/gopro/gpmf-parser) says: satellite position and time, model and firmware. */
export function goproClaims(bytes: Buffer): Partial<MetadataClaims> {
  const entries = flatten(bytes, 0);
  const of = (key: string) => entries.filter((entry) => entry.key === key);
  const texts = (key: string) => of(key).flatMap(({ data }) => cleanText(data) ?? []);
  const hasFix = of("GPSF").every(({ data }) => data.length >= 4 && data.readUInt32BE(0) >= fixMin);
  return {
    positions: hasFix ? positionsIn(entries) : [],
    dates: hasFix ? texts("GPSU").flatMap((text) => claimedDate("GPSU", `20${text}`, "captured", "Z")) : [],
    camera: texts("MINF")[0] === undefined ? null : `GoPro ${texts("MINF")[0]}`,
    programs: texts("FMWR"),
  };
}

/** The first sample of each stream; `SCAL`, by which numbers are divided, stands before it. */
function positionsIn(entries: readonly Entry[]): { lat: number; lng: number }[] {
  return entries.flatMap(({ key, data }, at) => {
    if ((key !== "GPS5" && key !== "GPS9") || data.length < 8) return [];
    const scale = entries.slice(Math.max(0, at - 8), at).findLast((entry) => entry.key === "SCAL");
    const by = (index: number) => (scale !== undefined && scale.data.length >= 4 * (index + 1) ? scale.data.readInt32BE(4 * index) : 0);
    const [lat, lng] = [data.readInt32BE(0) / (by(0) || 1e7), data.readInt32BE(4) / (by(1) || by(0) || 1e7)];
    return validPosition(lat, lng);
  });
}

/** Key, type, size of a value and how many; aligned to four bytes. */
function flatten(bytes: Buffer, depth: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 8 <= bytes.length && entries.length < entriesMax; ) {
    const length = bytes[at + 5]! * bytes.readUInt16BE(at + 6);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length < length) break;
    const entry = { key: bytes.toString("latin1", at, at + 4), type: bytes[at + 4]!, data };
    if (entry.type === 0 && depth < depthMax) entries.push(...flatten(data, depth + 1));
    else entries.push(entry);
    at += 8 + Math.ceil(length / 4) * 4;
  }
  return entries;
}
