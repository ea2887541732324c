import { pixelBits } from "./picture-data.ts";
import { heldPixelBytesMin, type Structure, skip, take, type Walk } from "./walk.ts";

const chunkMax = 2 ** 31 - 1;

/** Follows a PNG's chunks from IHDR to IEND (W3C PNG, section 5); there must be data of its pixels. */
export function* walkPng(): Walk {
  if (!(yield* skip(8))) return undefined;
  let at = 8;
  let size: Structure["size"];
  let header_bytes: number | undefined;
  let held_pixel_bytes: number | undefined;
  let data_bytes = 0;
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
      if (body[12] === 1) held_pixel_bytes = Math.max(heldPixelBytesMin, 1 + pixelBits(body) / 8);
    } else if (!(yield* skip(length + 4))) return undefined;
    if (type === "IDAT") {
      header_bytes ??= at;
      data_bytes += length;
    }
    if (type === "IEND") return header_bytes === undefined || data_bytes === 0 ? undefined : { size, held_pixel_bytes, header_bytes };
    at += 12 + length;
  }
}
