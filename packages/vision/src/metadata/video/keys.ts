import { boxesIn } from "../boxes.ts";
import type { MetadataClaims } from "../claims.ts";
import { claimedDate } from "../dates.ts";
import { parseIso6709 } from "../position.ts";
import { cleanText } from "../text.ts";

const keysMax = 200;
/** The `data` box's type for UTF-8 text; zero is used for it as well. */
const textTypes = [0, 1];

/** What named keys say: `com.apple.quicktime.location.ISO6709` and its like (QuickTime File Format, metadata). */
export function keyClaims(keys: Buffer, list: Buffer): Partial<MetadataClaims>[] {
  const names = namesIn(keys);
  const said = boxesIn(list).flatMap(({ type, body }) => {
    const name = names[Buffer.from(type, "latin1").readUInt32BE(0) - 1];
    return name === undefined ? [] : valuesOf(body).map((value) => [name, value] as const);
  });
  const values = new Map(said.toReversed());
  const maker = firstEndingIn(values, "make", "manufacturer");
  const model = firstEndingIn(values, "model");
  const camera = [maker, model].filter((part) => part !== undefined).join(" ");
  const claims = [...values].map(([name, value]) => claimOf(name, value));
  return [...claims, { camera: camera === "" ? null : camera }];
}

function claimOf(name: string, value: string): Partial<MetadataClaims> {
  if (/location\.ISO6709$/i.test(name)) return { positions: parseIso6709(value) };
  if (/creation.?date$/i.test(name)) return { dates: claimedDate(name, value, "captured") };
  if (/(software|encoder|creator.?tool)$/i.test(name)) return { programs: [value] };
  return {};
}

function firstEndingIn(values: ReadonlyMap<string, string>, ...ends: string[]): string | undefined {
  return [...values].find(([name]) => ends.some((end) => name.toLowerCase().endsWith(`.${end}`)))?.[1];
}

/** Version and flags, how many there are, then each with its length and a namespace of four letters. */
function namesIn(keys: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at + 8 <= keys.length && names.length < keysMax; ) {
    const size = keys.readUInt32BE(at);
    if (size < 8 || at + size > keys.length) break;
    names.push(keys.toString("latin1", at + 8, at + size));
    at += size;
  }
  return names;
}

/** The texts in an entry of a list: each in a `data` box behind its type and its language. */
export function valuesOf(entry: Buffer): string[] {
  return boxesIn(entry).flatMap(({ type, body }) => {
    if (type !== "data" || body.length < 8 || !textTypes.includes(body.readUInt32BE(0) & 0xffffff)) return [];
    return cleanText(body.subarray(8)) ?? [];
  });
}
