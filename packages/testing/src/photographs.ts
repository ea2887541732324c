import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
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
    origin: "photographs of the npm package startbootstrap-creative, with positions stamped into EXIF",
    photographs: await packagePhotographs(),
  };
}

async function packagePhotographs(): Promise<Photograph[]> {
  const folder = join(dirname(createRequire(import.meta.url).resolve("startbootstrap-creative/package.json")), "dist/assets/img");
  const files = (await Promise.all(["portfolio/fullsize", "portfolio/thumbnails"].map((part) => readFolder(join(folder, part))))).flat();
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

const placeholder = "0".repeat(32);
const stamped = new Map<string, { minute: number; bytes: Buffer; offset: number }>();

/** Like `takenAt` for now, to the minute and much faster: only the id inside the file is new. For load generators. */
export function takenNow(photograph: Photograph): Buffer {
  const minute = Math.floor(Date.now() / 60_000);
  let base = stamped.get(photograph.name);
  if (base?.minute !== minute) {
    const bytes = stamp(photograph.bytes, { moment: new Date(), lat: photograph.lat, lng: photograph.lng }, placeholder);
    base = { minute, bytes, offset: bytes.indexOf(placeholder) };
    stamped.set(photograph.name, base);
  }
  const copy = Buffer.from(base.bytes);
  copy.write(randomBytes(16).toString("hex"), base.offset, "latin1");
  return copy;
}
