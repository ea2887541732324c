import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A real photograph of the npm package startbootstrap-creative, from 1 to 6. */
export function photograph(number: 1 | 2 | 3 | 4 | 5 | 6): Promise<Buffer> {
  const folder = createRequire(import.meta.url).resolve("startbootstrap-creative/package.json");
  return readFile(new URL(`dist/assets/img/portfolio/fullsize/${number}.jpg`, `file://${folder}`));
}

/** The size by sharp, which reads it independently of the code under test. */
export async function sizeOf(image: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(image).metadata();
  return { width, height };
}

/** A photograph as another format, 320 by 175 pixels. */
export async function asFormat(jpeg: Buffer, format: "png" | "webp" | "jpeg", options: object = {}): Promise<Buffer> {
  return sharp(jpeg).resize(320, 175).toFormat(format, options).toBuffer();
}

function box(type: string, ...body: Buffer[]): Buffer {
  const content = Buffer.concat(body);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
}

function ftyp(...brands: string[]): Buffer {
  return box("ftyp", Buffer.from(brands[0]!), words(0), ...brands.map((brand) => Buffer.from(brand)));
}

/** The outline of a phone's video: every box that must be there, with nothing to see. */
export function video(brand: "isom" | "qt  ", mdat_bytes = 5000): Buffer {
  return Buffer.concat([ftyp(brand), box("mdat", Buffer.alloc(mdat_bytes, 7)), box("moov", box("mvhd", Buffer.alloc(100)))]);
}

/** The same with its media behind a 64-bit length. */
export function longVideo(): Buffer {
  const body = Buffer.alloc(64, 7);
  const head = Buffer.concat([words(1), Buffer.from("mdat"), words(0, body.length + 16)]);
  return Buffer.concat([ftyp("isom"), box("moov", box("mvhd", Buffer.alloc(100))), head, body]);
}

/** The outline of a HEIC: a grid of two sizes, the tile's and the picture's. */
export function heic(width: number, height: number): Buffer {
  const ispe = (w: number, h: number) => box("ispe", words(0, w, h));
  const meta = box("meta", words(0), box("iprp", box("ipco", ispe(512, 512), ispe(width, height))));
  return Buffer.concat([ftyp("heic", "mif1"), meta, box("mdat", Buffer.alloc(300, 7))]);
}

/** A picture with texts that take 150 kilobytes in the file and 144 megabytes in memory, each time that somebody holds them. */
export async function textBomb(): Promise<Buffer> {
  const png = await sharp({ create: { width: 64, height: 48, channels: 3, background: "#789" } })
    .png()
    .toBuffer();
  const text = Buffer.concat([Buffer.from("zTXtComment\0\0"), deflateSync(Buffer.alloc(48 * 2 ** 20, 65), { level: 9 })]);
  const chunk = Buffer.concat([words(text.length - 4), text, words(crc32(text))]);
  return Buffer.concat([png.subarray(0, 33), chunk, chunk, chunk, png.subarray(33)]);
}

/** The outline of a baseline JPEG, grey or in colour, whose components come one after the other. */
export function scanByScan(components: number, side: number): Buffer {
  const segment = (marker: number, body: number[]) => Buffer.from([0xff, marker, 0, body.length + 2, ...body]);
  const numbers = Array.from({ length: components }, (_, index) => index + 1);
  const frame = [8, side >> 8, side & 255, side >> 8, side & 255, components, ...numbers.flatMap((number) => [number, 0x11, 0])];
  const scans = numbers.flatMap((number) => [segment(0xda, [1, number, 0, 0, 63, 0]), Buffer.alloc(40)]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xc0, frame), ...scans, Buffer.from([0xff, 0xd9])]);
}

/** A small PNG that says it is of this size. */
export function pngClaiming(width: number, height: number, data_bytes = 5000): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body]);
    return Buffer.concat([words(body.length), named, words(crc32(named))]);
  };
  const header = Buffer.concat([words(width, height), Buffer.from([8, 2, 0, 0, 0])]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.alloc(data_bytes))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A real photograph of somebody, of the npm package startbootstrap-agency. */
export function people(): Promise<Buffer> {
  const folder = createRequire(import.meta.url).resolve("startbootstrap-agency/package.json");
  return readFile(new URL("dist/assets/img/team/1.jpg", `file://${folder}`));
}
