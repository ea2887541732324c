import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import piexif from "piexifjs";

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

/** The JPEG with nothing in its EXIF but this time (UTC) and position. */
export function stamped(jpeg: Buffer, moment: Date, { lat, lng }: { lat: number; lng: number }): Buffer {
  const { ExifIFD, GPSIFD, GPSHelper } = piexif;
  const [date, time] = moment.toISOString().slice(0, 19).split("T") as [string, string];
  const day = date.replaceAll("-", ":");
  const exif = piexif.dump({
    "0th": {},
    Exif: { [ExifIFD.DateTimeOriginal]: `${day} ${time}` },
    GPS: {
      [GPSIFD.GPSLatitudeRef]: lat < 0 ? "S" : "N",
      [GPSIFD.GPSLatitude]: GPSHelper.degToDmsRational(Math.abs(lat)),
      [GPSIFD.GPSLongitudeRef]: lng < 0 ? "W" : "E",
      [GPSIFD.GPSLongitude]: GPSHelper.degToDmsRational(Math.abs(lng)),
      [GPSIFD.GPSDateStamp]: day,
      [GPSIFD.GPSTimeStamp]: time.split(":").map((part) => [Number(part), 1]),
    },
  });
  return Buffer.from(piexif.insert(exif, jpeg.toString("binary")), "binary");
}

const walkFolder = new URL("../../../../../shared/data/photos/", import.meta.url);

/** The nine photographs of a walk through Arezzo on 22 October 2008, where they lie beside the repository. */
export async function walkThroughArezzo(): Promise<Buffer[]> {
  const names = await readdir(walkFolder).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith(".jpg")).map((name) => readFile(new URL(name, walkFolder))));
}
