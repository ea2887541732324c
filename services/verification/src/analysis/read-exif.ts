import exifr from "exifr";
import type { ExifTags } from "../assessment/rules/exif-facts.ts";

const tags = [
  "Make",
  "Model",
  "Software",
  "DateTimeOriginal",
  "OffsetTimeOriginal",
  "GPSLatitude",
  "GPSLatitudeRef",
  "GPSLongitude",
  "GPSLongitudeRef",
  "GPSTimeStamp",
  "GPSDateStamp",
];

/** The EXIF tags of a HEIC file or a bare TIFF block; undefined when there are none that can be read. */
export async function readExif(bytes: Uint8Array): Promise<ExifTags | undefined> {
  try {
    const found: unknown = await exifr.parse(bytes, { pick: tags, gps: true, reviveValues: false, translateValues: false });
    return typeof found === "object" && found !== null ? (found as ExifTags) : undefined;
  } catch {
    // Metadata that is broken says as much as none.
    return undefined;
  }
}
