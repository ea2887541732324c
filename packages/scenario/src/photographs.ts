import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";
import { readPosition, stamp } from "./exif.ts";

/** A real photograph, with where it was taken. */
export interface Photograph {
  name: string;
  bytes: Buffer;
  lat: number;
  lng: number;
}

const shared = new URL("../../../../shared/data/photos/", import.meta.url);
// Where the photographs of the package are said to be from: Arezzo's Corso Italia, a few steps apart.
const start = { lat: 43.4645, lng: 11.8812 };

/** Nine photographs of one walk when they lie beside the repository, otherwise real ones from a package with positions stamped in. */
export async function findPhotographs(): Promise<{ origin: string; photographs: Photograph[] }> {
  const walk = await readFolder(fileURLToPath(shared));
  const located = walk.flatMap(({ name, bytes }) => {
    const position = readPosition(bytes);
    return position === undefined ? [] : [{ name, bytes, ...position }];
  });
  if (located.length >= 9)
    return { origin: "nine photographs of a walk through Arezzo (ianare/exif-samples, CC BY-SA 4.0)", photographs: located.slice(0, 9) };
  return {
    origin: "photographs of the npm packages startbootstrap-creative and startbootstrap-one-page-wonder, with positions stamped into EXIF",
    photographs: await packagePhotographs(),
  };
}

async function packagePhotographs(): Promise<Photograph[]> {
  const find = createRequire(import.meta.url).resolve;
  const folders = ["startbootstrap-creative/dist/assets/img/portfolio/fullsize", "startbootstrap-one-page-wonder/dist/assets/img"].map(
    (path) => {
      const [name, ...inside] = path.split("/");
      return join(dirname(find(`${name}/package.json`)), ...inside);
    },
  );
  const files = (await Promise.all(folders.map(readFolder))).flat();
  return files.slice(0, 9).map((file, index) => ({ ...file, lat: start.lat + index * 0.0004, lng: start.lng + index * 0.0003 }));
}

async function readFolder(folder: string): Promise<Array<{ name: string; bytes: Buffer }>> {
  const names = await readdir(folder).catch(() => []);
  const photographs = names.filter((name) => name.endsWith(".jpg")).sort();
  return Promise.all(photographs.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
}

/** The photograph as a phone would have taken it at this moment: same picture, EXIF time and position. */
export function takenAt(photograph: Photograph, moment: Date): Buffer {
  return stamp(photograph.bytes, { moment, lat: photograph.lat, lng: photograph.lng });
}

const [width, height] = [640, 480];

/**
 * A picture that nobody has sent before, in any cut, and that has what photographs have: soft colours, things with edges, and noise in every
 * pixel. For tests and loads that need more honest pictures than there are photographs.
 */
export function newPicture(): Promise<Buffer> {
  const scene = sharp(randomBytes(12 * 9 * 3), { raw: { width: 12, height: 9, channels: 3 } });
  return photographed(scene.resize(width, height, { kernel: "cubic" }).composite([{ input: someThings() }]));
}

/** A picture (pixels or SVG) as a camera would have saved it: a JPEG without metadata, with a sensor's noise in every pixel. */
export async function photographed(picture: Sharp | Buffer): Promise<Buffer> {
  const image = Buffer.isBuffer(picture) ? sharp(picture).blur(0.7) : picture;
  const { data: pixels, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const grain = randomBytes(info.width * info.height);
  for (let at = 0; at < pixels.length; at += 1) {
    const value = pixels[at]! + (grain[Math.floor(at / 3)]! & 31) - 16;
    pixels[at] = Math.max(0, Math.min(255, value));
  }
  return sharp(pixels, { raw: { width: info.width, height: info.height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Ovals of any size, place and colour. */
function someThings(): Buffer {
  const things = Array.from({ length: 12 }, () => {
    const [x = 0, y = 0, across = 0, down = 0, turn = 0, red = 0, green = 0, blue = 0] = randomBytes(8);
    const at = { x: (x / 256) * width, y: (y / 256) * height };
    const colour = `rgb(${red},${green},${blue})`;
    return `<ellipse cx="${at.x}" cy="${at.y}" rx="${6 + across / 8}" ry="${6 + down / 8}" transform="rotate(${turn} ${at.x} ${at.y})" fill="${colour}" fill-opacity="0.8"/>`;
  });
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${things.join("")}</svg>`);
}

/** A new picture that is said to be from there. */
export async function newPhotograph({ lat, lng }: { lat: number; lng: number }): Promise<Photograph> {
  return { name: "a new photograph", bytes: await newPicture(), lat, lng };
}
