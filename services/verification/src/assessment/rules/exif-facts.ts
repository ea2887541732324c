import type { ExifFacts } from "./facts.ts";
import { instantIn } from "./zone-time.ts";

/** EXIF tags as they stand in the file: nothing about them can be trusted, not even their types. */
export type ExifTags = Readonly<Record<string, unknown>>;

/** What EXIF tags say, with everything unusable left out. `time_zone` is the zone's, for clocks that do not name theirs. */
export function exifFactsOf(tags: ExifTags, time_zone: string | undefined): ExifFacts {
  return {
    position: positionOf(tags),
    moments: [...gpsMoment(tags), ...clockMoment(tags, time_zone)],
    software: text(tags.Software),
    camera: text([text(tags.Make), text(tags.Model)].filter(Boolean).join(" ")),
  };
}

function positionOf({ latitude: lat, longitude: lng }: ExifTags): ExifFacts["position"] {
  if (typeof lat !== "number" || typeof lng !== "number") return null;
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) return null;
  // Cameras without a fix write zeros.
  return lat === 0 && lng === 0 ? null : { lat, lng };
}

function gpsMoment({ GPSDateStamp, GPSTimeStamp }: ExifTags): ExifFacts["moments"] {
  if (!Array.isArray(GPSTimeStamp) || typeof GPSDateStamp !== "string") return [];
  const time = GPSTimeStamp.map((part) => (typeof part === "number" && part >= 0 ? String(Math.floor(part)).padStart(2, "0") : "x")).join(
    ":",
  );
  const at = parseDateTime(`${GPSDateStamp} ${time}`);
  return at === undefined ? [] : [{ at: new Date(at).toISOString(), from: "gps" }];
}

function clockMoment({ DateTimeOriginal, OffsetTimeOriginal }: ExifTags, time_zone: string | undefined): ExifFacts["moments"] {
  const local = typeof DateTimeOriginal === "string" ? parseDateTime(DateTimeOriginal) : undefined;
  if (local === undefined) return [];
  const offset = typeof OffsetTimeOriginal === "string" ? parseOffset(OffsetTimeOriginal) : undefined;
  if (offset !== undefined) return [{ at: new Date(local - offset).toISOString(), from: "offset" }];
  return time_zone === undefined ? [] : [{ at: new Date(instantIn(local, time_zone)).toISOString(), from: "zone_time" }];
}

/** `2026:11:22 10:11:12` as if it were UTC, in milliseconds; undefined for dates that do not exist. */
function parseDateTime(value: string): number | undefined {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d) (\d\d):(\d\d):(\d\d)/.exec(value.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [number, number, number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  return exists ? date.getTime() : undefined;
}

/** `+07:00` in milliseconds. */
function parseOffset(value: string): number | undefined {
  const match = /^([+-])(\d\d):(\d\d)/.exec(value.trim());
  if (match === null) return value.trim() === "Z" ? 0 : undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return minutes <= 14 * 60 ? (match[1] === "-" ? -minutes : minutes) * 60_000 : undefined;
}

/** A tag's text, short and without control characters; PostgreSQL stores no NUL. */
function text(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const clean = value
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 80)
    .toWellFormed();
  return clean === "" ? null : clean;
}
