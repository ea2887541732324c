import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { withoutPngTexts } from "../metadata/png.ts";
import { decodeHeic } from "./heic.ts";

// Every picture is seen once: what libvips would keep of it is never asked for again.
sharp.cache(false);

/** Pixels in rows, three bytes each. */
export interface RgbImage {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Why no pixels came out of a file. */
export type UnreadableReason = "too_many_pixels" | "undecodable";

/** A picture that cannot be decoded within the limits. */
export class UnreadableImage extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, options?: ErrorOptions) {
    super(reason === "too_many_pixels" ? "the picture has too many pixels" : "the picture cannot be decoded", options);
    this.name = "UnreadableImage";
    this.reason = reason;
  }
}

/** The longer side at which a picture is looked at, where nothing else is said. */
export const readSide = 1024;
/** 64 megapixels: at most about 200 MB while a progressive JPEG is decoded, and less for all others. */
const defaultPixelsMax = 64_000_000;
/** Its decoder holds every pixel at once, with four bytes and its own copy. */
const heicPixelsMax = 50_000_000;

/**
 * The pixels of a picture (bytes or a file's path), turned as its EXIF orientation says, in sRGB, and shrunk so that no side is longer
 * than `sideMax`; smaller pictures keep their size. Transparent parts count as white. Throws `UnreadableImage`.
 */
export async function readRgb(source: Uint8Array | string, sideMax = readSide, pixelsMax = defaultPixelsMax): Promise<RgbImage> {
  try {
    const bytes = typeof source === "string" ? await readFile(source) : Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    return await shrunk(
      sharp(withoutPngTexts(bytes), { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: true }).autoOrient(),
      sideMax,
    );
  } catch (error) {
    throw new UnreadableImage((error as Error).message.includes("pixel limit") ? "too_many_pixels" : "undecodable", { cause: error });
  }
}

/** The same of a HEIC, which sharp does not decode. */
export async function readHeicRgb(
  bytes: Uint8Array,
  sideMax = readSide,
  pixelsMax = heicPixelsMax,
): Promise<RgbImage & { original: { width: number; height: number } }> {
  const decoded = await decodeHeic(bytes, pixelsMax);
  if (typeof decoded === "string") throw new UnreadableImage(decoded);
  const { data, width, height } = decoded;
  const small = await shrunk(sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: pixelsMax }), sideMax);
  return { ...small, original: { width, height } };
}

async function shrunk(picture: Sharp, sideMax: number): Promise<RgbImage> {
  const { data, info } = await picture
    .resize(sideMax, sideMax, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: info.channels === 1 ? inColour(data) : data, width: info.width, height: info.height };
}

function inColour(grey: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: grey.length * 3 }, (_, at) => grey[Math.floor(at / 3)]!);
}
