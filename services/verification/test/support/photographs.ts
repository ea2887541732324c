import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import sharp from "sharp";

const folder = createRequire(import.meta.url).resolve("startbootstrap-creative/package.json");
let made = 0;

/** A real photograph of the npm package startbootstrap-creative. */
export function plainPhotograph(number: 1 | 2 | 3 | 4 | 5 | 6 = 1): Promise<Buffer> {
  return readFile(new URL(`dist/assets/img/portfolio/fullsize/${number}.jpg`, `file://${folder}`));
}

/** A photograph that no other call gives: its comment says which it is. */
export async function newPhotograph(): Promise<Buffer> {
  const jpeg = await plainPhotograph();
  made += 1;
  const words = Buffer.from(`photograph ${made}`);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, words.length + 2]), words, jpeg.subarray(2)]);
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
