import { type Ask, type Structure, skip, take, type Walk } from "./walk.ts";

const boxesMax = 20_000;
/** Boxes on the way to a HEIC's sizes, with the bytes that stand before their children. */
const entered = new Map([
  ["meta", 4],
  ["iprp", 0],
  ["ipco", 0],
]);

/** Follows the boxes of an MP4 or MOV (ISO/IEC 14496-12): it must have `ftyp` first, `moov` and `mdat`, and end where they do. */
export function* walkVideo(): Walk {
  const found = yield* walkBoxes(new Map());
  return found?.types.has("moov") && found.types.has("mdat") ? { size: undefined, header_bytes: found.header_bytes } : undefined;
}

/** Follows the boxes of a HEIC (ISO/IEC 23008-12) and takes the largest `ispe` for its size: tiles are smaller than the picture. */
export function* walkHeic(): Walk {
  const found = yield* walkBoxes(entered);
  return found?.types.has("meta") && found.types.has("mdat") && found.size
    ? { size: found.size, header_bytes: found.header_bytes }
    : undefined;
}

interface Boxes {
  types: Set<string>;
  size: Structure["size"];
  header_bytes: number;
}

function* walkBoxes(enter: ReadonlyMap<string, number>): Generator<Ask, Boxes | undefined, Buffer | undefined> {
  const boxes: Boxes = { types: new Set(), size: undefined, header_bytes: 0 };
  for (let count = 0; count < boxesMax; count += 1) {
    const head = yield { take: 8 };
    if (head === undefined || head.length === 0) return boxes;
    if (head.length < 8) return undefined;
    const type = head.toString("latin1", 4, 8);
    if (count === 0 && type !== "ftyp") return undefined;
    const body = yield* bodyLength(head.readUInt32BE(0));
    if (body === undefined) return undefined;
    // Media without a byte are none.
    if (type !== "mdat" || body > 0) boxes.types.add(type);
    if (body === Number.POSITIVE_INFINITY) {
      yield { skip: body };
      return boxes;
    }
    if (!(yield* pass(type, body, enter, boxes))) return undefined;
  }
  return undefined;
}

/** The bytes after a box's header: size 1 means that the length follows in 64 bits, 0 that the box reaches to the end. */
function* bodyLength(size: number): Generator<Ask, number | undefined, Buffer | undefined> {
  if (size === 0) return Number.POSITIVE_INFINITY;
  if (size !== 1) return size >= 8 ? size - 8 : undefined;
  const long = (yield* take(8))?.readBigUInt64BE(0);
  return long !== undefined && long >= 16n && long <= Number.MAX_SAFE_INTEGER ? Number(long) - 16 : undefined;
}

function* pass(type: string, body: number, enter: ReadonlyMap<string, number>, boxes: Boxes): Generator<Ask, boolean, Buffer | undefined> {
  const before = enter.get(type);
  if (before !== undefined) return body >= before && (yield* skip(before));
  if (type !== "ispe" || enter.size === 0) return yield* skip(body);
  const sizes = body >= 12 ? yield* take(12) : undefined;
  if (sizes === undefined || !(yield* skip(body - 12))) return false;
  const size = { width: sizes.readUInt32BE(4), height: sizes.readUInt32BE(8) };
  if (boxes.size === undefined || size.width * size.height > boxes.size.width * boxes.size.height) boxes.size = size;
  return true;
}
