import { type Structure, skip, take, type Walk } from "./walk.ts";

const chunkMax = 2 ** 31 - 1;

/** Follows a PNG's chunks from IHDR to IEND (W3C PNG, section 5). */
export function* walkPng(): Walk {
  if (!(yield* skip(8))) return undefined;
  let at = 8;
  let size: Structure["size"];
  let header_bytes: number | undefined;
  for (;;) {
    const head = yield* take(8);
    if (head === undefined) return undefined;
    const length = head.readUInt32BE(0);
    const type = head.toString("latin1", 4, 8);
    if (length > chunkMax || (type === "IHDR") !== (size === undefined)) return undefined;
    if (type === "IHDR") {
      const body = length === 13 ? yield* take(13) : undefined;
      if (body === undefined || !(yield* skip(4))) return undefined;
      size = { width: body.readUInt32BE(0), height: body.readUInt32BE(4) };
    } else if (!(yield* skip(length + 4))) return undefined;
    if (type === "IDAT") header_bytes ??= at;
    if (type === "IEND") return header_bytes === undefined ? undefined : { size, header_bytes };
    at += 12 + length;
  }
}
