import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import sharp from "sharp";

const folder = createRequire(import.meta.url).resolve("startbootstrap-creative/package.json");
const [width, height] = [480, 360];

/** A real photograph of the npm package startbootstrap-creative. */
export function plainPhotograph(number: 1 | 2 | 3 | 4 | 5 | 6 = 1): Promise<Buffer> {
  return readFile(new URL(`dist/assets/img/portfolio/fullsize/${number}.jpg`, `file://${folder}`));
}

/** A picture that looks like none before it and has what photographs have: soft colours, and noise in every pixel. */
export async function newPhotograph(): Promise<Buffer> {
  const scene = sharp(randomBytes(12 * 9 * 3), { raw: { width: 12, height: 9, channels: 3 } });
  const pixels = await scene.resize(width, height, { kernel: "cubic" }).raw().toBuffer();
  const grain = randomBytes(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const value = pixels[at]! + (grain[Math.floor(at / 3)]! & 31) - 16;
    pixels[at] = Math.max(0, Math.min(255, value));
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** The photograph with nothing in its EXIF but this time (UTC) and position. */
export function stamped(jpeg: Buffer, moment: Date, { lat, lng }: { lat: number; lng: number }): Promise<Buffer> {
  const [date, time] = moment.toISOString().slice(0, 19).split("T") as [string, string];
  const day = date.replaceAll("-", ":");
  const gps = {
    GPSLatitudeRef: lat < 0 ? "S" : "N",
    GPSLatitude: degrees(lat),
    GPSLongitudeRef: lng < 0 ? "W" : "E",
    GPSLongitude: degrees(lng),
    GPSDateStamp: day,
    GPSTimeStamp: time.replaceAll(":", "/1 ").concat("/1"),
  };
  return sharp(jpeg)
    .withExif({ IFD2: { DateTimeOriginal: `${day} ${time}` }, IFD3: gps })
    .jpeg()
    .toBuffer();
}

/** Degrees, minutes and hundredths of seconds as EXIF writes them. */
function degrees(angle: number): string {
  const hundredths = Math.round(Math.abs(angle) * 360_000);
  return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6000) % 60}/1 ${hundredths % 6000}/100`;
}

const walkFolder = new URL("../../../../../shared/data/photos/", import.meta.url);

/** The nine photographs of a walk through Arezzo on 22 October 2008, where they lie beside the repository. */
export async function walkThroughArezzo(): Promise<Buffer[]> {
  const names = await readdir(walkFolder).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith(".jpg")).map((name) => readFile(new URL(name, walkFolder))));
}
