/** A box of an ISO media or QuickTime file (ISO/IEC 14496-12), with what is in it. */
export interface Box {
  readonly type: string;
  readonly body: Buffer;
}

const boxesMax = 2000;

/** The boxes one after the other; what is cut off or malformed ends the list. */
export function boxesIn(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length && boxes.length < boxesMax; ) {
    const { header, size } = boxSize(bytes, at);
    const end = size === 0 ? bytes.length : at + size;
    if ((size !== 0 && size < header) || end > bytes.length) break;
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), body: bytes.subarray(at + header, end) });
    at = end;
  }
  return boxes;
}

/** The first box of a type on a path below these, such as `["mdia", "hdlr"]`. */
export function boxAt(boxes: readonly Box[], path: readonly string[]): Buffer | undefined {
  const [type, ...rest] = path;
  const found = boxes.find((box) => box.type === type)?.body;
  return found === undefined || rest.length === 0 ? found : boxAt(boxesIn(found), rest);
}

/** The size with the header; 1 means that it follows in 64 bits, 0 that the box takes all that is left. */
function boxSize(bytes: Buffer, at: number): { header: number; size: number } {
  const size = bytes.readUInt32BE(at);
  if (size !== 1) return { header: 8, size };
  const long = at + 16 <= bytes.length ? bytes.readBigUInt64BE(at + 8) : 0n;
  // A size that no number holds ends the list like one that is cut off.
  return { header: 16, size: long < 16n ? 1 : Number(long) };
}

/** What a `meta` box holds: in ISO files behind four bytes of version and flags, in QuickTime without them. */
export function metaBoxes(body: Buffer): Box[] {
  return boxesIn(body.toString("latin1", 4, 8) === "hdlr" ? body : body.subarray(4));
}
