import { buffer } from "node:stream/consumers";
import type { BaseContext } from "@oneheart/kernel";
import type { MediaFacts } from "../assessment/rules/facts.ts";

type Objects = BaseContext["backing"]["objects"];

const boxesMax = 200;

/** Follows the outermost boxes of an MP4 or MOV in the store, reading only their headers (ISO/IEC 14496-12). */
export async function readVideo(objects: Objects, key: string, size_bytes: number): Promise<MediaFacts> {
  const types = new Set<string>();
  let at = 0;
  for (let count = 0; at < size_bytes; count += 1) {
    if (count === boxesMax) return { kind: "video", sound: "not_evaluated" };
    const head = await buffer(await objects.read(key, { start: at, end: Math.min(at + 16, size_bytes) - 1 }));
    const length = boxLength(head, size_bytes - at);
    if (length === undefined) return { kind: "video", sound: "no" };
    types.add(head.toString("latin1", 4, 8));
    at += length;
  }
  const whole = at === size_bytes && ["ftyp", "moov", "mdat"].every((type) => types.has(type));
  return { kind: "video", sound: whole ? "yes" : "no" };
}

/** A box's length with its header; size 1 means that it follows in 64 bits, 0 that the box takes all that is left. */
function boxLength(head: Buffer, left: number): number | undefined {
  if (head.length < 8) return undefined;
  const size = head.readUInt32BE(0);
  if (size === 0) return left;
  if (size !== 1) return size >= 8 ? size : undefined;
  const long = head.length === 16 ? head.readBigUInt64BE(8) : 0n;
  return long >= 16n && long <= BigInt(left) ? Number(long) : undefined;
}
