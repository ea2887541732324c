import { inflateSync } from "node:zlib";

/** A text of a PNG (W3C PNG, section 11.3.3). */
export interface PngText {
  readonly keyword: string;
  readonly text: string;
}

interface Chunk {
  readonly type: string;
  /** With its length before and its checksum behind. */
  readonly start: number;
  readonly end: number;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const textTypes = ["tEXt", "zTXt", "iTXt"];
const textsMax = 64;
const textBytesMax = 2 ** 20;

/**
 * A picture as a decoder may have it. libvips inflates every text of a PNG, and a megabyte of them makes gigabytes, so they are left
 * out; a file of another kind stays as it is.
 */
export function withoutPngTexts(bytes: Buffer): Buffer {
  return bytes.subarray(0, signature.length).equals(signature) ? keep(bytes, (type) => !textTypes.includes(type)) : bytes;
}

/** Only what a decoder cannot do without (section 5.4): enough to see whether a PNG's header holds. */
export function criticalPng(png: Buffer): Buffer {
  return keep(png, (type) => /^[A-Z]/.test(type));
}

/** The first texts of a PNG; one that inflates to more than a mebibyte is empty, because nobody writes so much. */
export function pngTexts(png: Buffer): PngText[] {
  const texts: PngText[] = [];
  for (const { type, start, end } of chunksIn(png)) {
    if (texts.length === textsMax) break;
    if (textTypes.includes(type)) texts.push(textOf(type, png.subarray(start + 8, end - 4)));
  }
  return texts;
}

/** In one buffer and without a list, because a file can be chunks and nothing else. */
function keep(png: Buffer, isWanted: (type: string) => boolean): Buffer {
  const kept = Buffer.alloc(png.length);
  let length = png.copy(kept, 0, 0, signature.length);
  for (const { type, start, end } of chunksIn(png)) if (isWanted(type)) length += png.copy(kept, length, start, end);
  return kept.subarray(0, length);
}

/** The last one may be cut off. */
function* chunksIn(png: Buffer): Generator<Chunk> {
  for (let start = signature.length; start + 8 <= png.length; ) {
    const end = Math.min(start + 12 + png.readUInt32BE(start), png.length);
    yield { type: png.toString("latin1", start + 4, start + 8), start, end };
    start = end;
  }
}

function textOf(type: string, body: Buffer): PngText {
  const [keyword, rest] = untilZero(body);
  const name = keyword.toString("latin1");
  if (type === "tEXt") return { keyword: name, text: rest.toString("latin1", 0, textBytesMax) };
  if (type === "zTXt") return { keyword: name, text: inflated(rest.subarray(1)).toString("latin1") };
  const isCompressed = rest[0] === 1;
  const [, afterLanguage] = untilZero(rest.subarray(2));
  const [, value] = untilZero(afterLanguage);
  return { keyword: name, text: (isCompressed ? inflated(value) : value.subarray(0, textBytesMax)).toString("utf8") };
}

function untilZero(bytes: Buffer): [before: Buffer, after: Buffer] {
  const at = bytes.indexOf(0);
  return at === -1 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, at), bytes.subarray(at + 1)];
}

function inflated(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: textBytesMax });
  } catch {
    // Broken, or longer than any text: it says nothing.
    return Buffer.alloc(0);
  }
}
