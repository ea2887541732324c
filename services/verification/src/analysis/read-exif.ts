import exifr from "exifr";
import type { ExifTags } from "../assessment/rules/exif-facts.ts";

const tags = [
  "Make",
  "Model",
  "Software",
  "ProcessingSoftware",
  "DateTimeOriginal",
  "OffsetTimeOriginal",
  // By these names exifr calls the tags 0x9004 and 0x0132.
  "CreateDate",
  "OffsetTimeDigitized",
  "ModifyDate",
  "OffsetTime",
  "GPSLatitude",
  "GPSLatitudeRef",
  "GPSLongitude",
  "GPSLongitudeRef",
  "GPSTimeStamp",
  "GPSDateStamp",
];

/** The EXIF tags of a TIFF block; undefined when there are none that can be read. */
export async function readExif(bytes: Uint8Array): Promise<ExifTags | undefined> {
  try {
    const found: unknown = await exifr.parse(bytes, { pick: tags, gps: true, reviveValues: false, translateValues: false });
    return typeof found === "object" && found !== null ? (found as ExifTags) : undefined;
  } catch {
    // Metadata that is broken says as much as none.
    return undefined;
  }
}
