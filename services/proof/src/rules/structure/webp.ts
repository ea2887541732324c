import { type Ask, type Structure, skip, take, type Walk } from "./walk.ts";

/** Reads a WebP's size from its first chunk and checks that the file is as long as it says (RFC 9649). */
export function* walkWebp(): Walk {
  const riff = yield* take(20);
  if (riff === undefined) return undefined;
  const length = riff.readUInt32LE(4) + 8;
  const read = yield* sizeIn(riff.toString("latin1", 12, 16));
  if (read === undefined || length < 20 + read.bytes || !(yield* skip(length - 20 - read.bytes))) return undefined;
  return { size: read.size, header_bytes: length };
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
