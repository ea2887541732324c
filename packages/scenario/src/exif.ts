import { randomBytes } from "node:crypto";
import piexif from "piexifjs";

const binary = (bytes: Buffer) => bytes.toString("binary");

/** Where EXIF says that a JPEG was taken; undefined when it says nothing. */
export function readPosition(jpeg: Buffer): { lat: number; lng: number } | undefined {
  const gps = piexif.load(binary(jpeg)).GPS;
  const { GPSLatitude, GPSLongitude, GPSLatitudeRef, GPSLongitudeRef } = piexif.GPSIFD;
  if (gps[GPSLatitude] === undefined || gps[GPSLongitude] === undefined) return undefined;
  return {
    lat: piexif.GPSHelper.dmsRationalToDeg(gps[GPSLatitude], gps[GPSLatitudeRef]),
    lng: piexif.GPSHelper.dmsRationalToDeg(gps[GPSLongitude], gps[GPSLongitudeRef]),
  };
}

/**
 * The same JPEG as a phone would have saved it: with this time (UTC) and position in its EXIF, an id of its own, so that no two files
 * are the same, and nothing of what other programs and other times left in the file. The camera's
 * `clock` may show another time than the satellites; without a position there is no satellite time either.
 */
export function stamp(jpeg: Buffer, at: { moment: Date; clock?: Date } & ({ lat: number; lng: number } | { lat?: never })): Buffer {
  const exif = piexif.load(binary(jpeg));
  const [day, time] = exifTime(at.moment);
  const shown = exifTime(at.clock ?? at.moment).join(" ");
  exif.Exif[piexif.ExifIFD.DateTimeOriginal] = shown;
  exif.Exif[piexif.ExifIFD.DateTimeDigitized] = shown;
  exif["0th"][piexif.ImageIFD.DateTime] = shown;
  delete exif["0th"][piexif.ImageIFD.Software];
  exif.Exif[piexif.ExifIFD.ImageUniqueID] = randomBytes(16).toString("hex");
  if (at.lat !== undefined) {
    exif.GPS[piexif.GPSIFD.GPSLatitudeRef] = at.lat < 0 ? "S" : "N";
    exif.GPS[piexif.GPSIFD.GPSLatitude] = piexif.GPSHelper.degToDmsRational(Math.abs(at.lat));
    exif.GPS[piexif.GPSIFD.GPSLongitudeRef] = at.lng < 0 ? "W" : "E";
    exif.GPS[piexif.GPSIFD.GPSLongitude] = piexif.GPSHelper.degToDmsRational(Math.abs(at.lng));
    exif.GPS[piexif.GPSIFD.GPSDateStamp] = day;
    exif.GPS[piexif.GPSIFD.GPSTimeStamp] = time.split(":").map((part) => [Number(part), 1]);
  }
  return Buffer.from(piexif.insert(piexif.dump(exif), binary(withoutOtherMetadata(jpeg))), "binary");
}

const [exifAndXmp, photoshop, comment, startOfScan] = [0xe1, 0xed, 0xfe, 0xda];

/** Without XMP, IPTC and comments. */
function withoutOtherMetadata(jpeg: Buffer): Buffer {
  const kept = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff && jpeg[at + 1] !== startOfScan) {
    const [marker, end] = [jpeg[at + 1]!, at + 2 + jpeg.readUInt16BE(at + 2)];
    const isExif = jpeg.toString("latin1", at + 4, at + 8) === "Exif";
    const isOther = marker === photoshop || marker === comment || (marker === exifAndXmp && !isExif);
    if (!isOther) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, jpeg.subarray(at)]);
}

function exifTime(moment: Date): [day: string, time: string] {
  const [date, time] = moment.toISOString().slice(0, 19).split("T") as [string, string];
  return [date.replaceAll("-", ":"), time];
}
