import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const idBytes = 16;
/** Asking the operating system for each id costs more than making it. */
const entropy = new Uint8Array(256 * idBytes);
let used = entropy.length;
let last = { msecs: 0, seq: 0 };

/** A UUIDv7 (RFC 9562): time, a counter that rises within the millisecond, and random bits, so that a process's ids sort as they were made. */
export function newId(): string {
  const random = nextRandom();
  last = nextTick(Date.now(), random);
  return v7({ ...last, random });
}

/** 32 bits of counter begin at random with the top bit clear, so that there is room to count; a clock that goes back does not go back here. */
function nextTick(now: number, random: Uint8Array): typeof last {
  if (now > last.msecs) return { msecs: now, seq: new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1 };
  if (last.seq < 0xffff_ffff) return { msecs: last.msecs, seq: last.seq + 1 };
  return { msecs: last.msecs + 1, seq: 0 };
}

function nextRandom(): Uint8Array {
  if (used === entropy.length) {
    randomFillSync(entropy);
    used = 0;
  }
  used += idBytes;
  return entropy.subarray(used - idBytes, used);
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether something is an id as it is written here: a UUID in small letters. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

/** No id comes after it: a list that is sorted by ids, newest first, begins before it. */
export const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";
