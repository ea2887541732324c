import { type Ask, type Structure, skip, take, type Walk } from "./walk.ts";

const chunksMax = 1000;

/** Reads a WebP's size from its first chunk and checks that it is as long as it says and holds a picture (RFC 9649). */
export function* walkWebp(): Walk {
  const riff = yield* take(20);
  if (riff === undefined) return undefined;
  const length = riff.readUInt32LE(4) + 8;
  const type = riff.toString("latin1", 12, 16);
  const body = riff.readUInt32LE(16);
  const read = yield* sizeIn(type);
  if (read === undefined || body < read.bytes || length < 20 + body) return undefined;
  if (!(yield* skip(even(body) - read.bytes))) return undefined;
  if (type === "VP8X" && !(yield* hasPicture(length - 20 - even(body)))) return undefined;
  if (type !== "VP8X" && !(yield* skip(Math.max(0, length - 20 - even(body))))) return undefined;
  return { size: read.size, header_bytes: length };
}

/** Whether there is a picture among the chunks, which must fill the file. */
function* hasPicture(bytes: number): Generator<Ask, boolean, Buffer | undefined> {
  let found = false;
  let left = bytes;
  for (let count = 0; left >= 8 && count < chunksMax; count += 1) {
    const head = yield* take(8);
    if (head === undefined) return false;
    const body = head.readUInt32LE(4);
    found ||= body > 0 && ["VP8 ", "VP8L"].includes(head.toString("latin1", 0, 4));
    const room = Math.min(even(body), left - 8);
    if (room < body || !(yield* skip(room))) return false;
    left -= 8 + room;
  }
  return found && (yield* skip(left));
}

/** Chunks begin at even places. */
function even(length: number): number {
  return length + (length & 1);
}

function* sizeIn(chunk: string): Generator<Ask, { size: Structure["size"]; bytes: number } | undefined, Buffer | undefined> {
  if (chunk === "VP8X") {
    const body = yield* take(10);
    return body && { bytes: 10, size: { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 } };
  }
  if (chunk === "VP8L") {
    const body = yield* take(5);
    if (body?.[0] !== 0x2f) return undefined;
    const bits = body.readUInt32LE(1);
    return { bytes: 5, size: { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } };
  }
  const body = chunk === "VP8 " ? yield* take(10) : undefined;
  if (body?.readUIntBE(3, 3) !== 0x9d012a) return undefined;
  return { bytes: 10, size: { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff } };
}
