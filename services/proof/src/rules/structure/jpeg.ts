import { type Ask, heldPixelBytesMin, type Structure, skip, take, type Walk } from "./walk.ts";

const startOfScan = 0xda;
const endOfImage = 0xd9;
/** SOF2 and its like. */
const progressive = [0xc2, 0xc6, 0xca, 0xce];

/**
 * Follows a JPEG's segments and scans to its end-of-image marker (ITU-T T.81, annex B).
 * What cameras append behind it is not looked at; a thumbnail's marker inside a segment is passed over with the segment.
 */
export function* walkJpeg(): Walk {
  if ((yield* take(2))?.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  let size: Structure["size"];
  let components = 0;
  let held_pixel_bytes: number | undefined;
  let header_bytes: number | undefined;
  for (;;) {
    const marker = header_bytes === undefined ? yield* markerHere() : yield* markerAfterScan();
    if (marker === endOfImage) return size && header_bytes ? { size, held_pixel_bytes, header_bytes } : undefined;
    const length = marker === undefined ? undefined : yield* take(2);
    if (length === undefined || length.readUInt16BE(0) < 2) return undefined;
    const body = length.readUInt16BE(0) - 2;
    if (isFrame(marker!)) {
      const frame = body >= 6 ? yield* take(6) : undefined;
      if (frame === undefined || !(yield* skip(body - 6))) return undefined;
      components = frame[5]!;
      if (progressive.includes(marker!)) held_pixel_bytes = heldOf(components);
      size ??= { height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) };
    } else if (marker === startOfScan) {
      const scan = body >= 1 ? yield* take(1) : undefined;
      if (scan === undefined || !(yield* skip(body - 1))) return undefined;
      // The other components come in scans of their own.
      if (scan[0]! < components) held_pixel_bytes = heldOf(components);
    } else if (!(yield* skip(body))) return undefined;
    at += 4 + body;
    if (marker === startOfScan) header_bytes ??= at;
  }
}

/** Two bytes of coefficients for each component, and what comes out of them. */
function heldOf(components: number): number {
  return Math.max(heldPixelBytesMin, 1 + 2 * components);
}

/** SOF0 to SOF15; the three numbers between them mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function* markerHere(): Generator<Ask, number | undefined, Buffer | undefined> {
  if ((yield* take(1))?.[0] !== 0xff) return undefined;
  // More of them may stand there as filling.
  return (yield { find: 0xff, wanted: () => true, begun: true })?.[0];
}

/** Passes the compressed data: in it 0xFF is followed by 0, or by a restart marker. */
function* markerAfterScan(): Generator<Ask, number | undefined, Buffer | undefined> {
  return (yield { find: 0xff, wanted: (next) => next !== 0 && !(next >= 0xd0 && next <= 0xd7) })?.[0];
}
