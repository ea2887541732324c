import type { ClaimedDate, MetadataClaims } from "@oneheart/vision";
import type { ExifFacts } from "./facts.ts";
import { instantIn } from "./zone-time.ts";

/** EXIF tags as they stand in the file: nothing about them can be trusted, not even their types. */
export type ExifTags = Readonly<Record<string, unknown>>;

/**
 * What a file's EXIF and its other metadata say, with everything unusable left out; null where there is nothing. `time_zone` is the
 * zone's, for clocks that do not name theirs.
 */
export function metadataFactsOf(tags: ExifTags | undefined, claims: MetadataClaims, time_zone: string | undefined): ExifFacts | null {
  const { positions, dates: others, programs, camera } = claims;
  if (tags === undefined && positions.length + others.length + programs.length === 0 && camera === null) return null;
  const own = exifDates(tags ?? {});
  const dates = [...own, ...others].flatMap((date) => datedFact(date, time_zone));
  const facts = {
    position: positionOf(tags ?? {}) ?? positions[0] ?? null,
    moments: [...gpsMoment(tags ?? {}), ...satelliteMoments(others), ...clockMoments([...own, ...others], time_zone)],
    software: text(tags?.Software),
    camera: text([text(tags?.Make), text(tags?.Model)].filter(Boolean).join(" ")) ?? text(camera),
  };
  const named = [text(tags?.ProcessingSoftware) ?? [], ...programs.map((name) => text(name) ?? [])].flat();
  return { ...facts, ...(dates.length > 0 && { dates }), ...(named.length > 0 && { programs: named }) };
}

/** The clock's dates of EXIF (CIPA DC-008): when it was taken, when it was stored, when it was last saved. */
const clockTags = [
  { date: "DateTimeOriginal", offset: "OffsetTimeOriginal", kind: "captured" },
  { date: "CreateDate", offset: "OffsetTimeDigitized", kind: "captured" },
  { date: "ModifyDate", offset: "OffsetTime", kind: "changed" },
] as const;

function exifDates(tags: ExifTags): ClaimedDate[] {
  return clockTags.flatMap(({ date, offset, kind }) => {
    const [local, ahead] = [tags[date], tags[offset]];
    const local_ms = typeof local === "string" ? parseDateTime(local) : undefined;
    if (local_ms === undefined) return [];
    const offset_ms = typeof ahead === "string" ? parseOffset(ahead) : undefined;
    const offset_min = offset_ms === undefined ? null : Math.round(offset_ms / 60_000);
    return [{ from: `exif:${date}`, local: new Date(local_ms).toISOString().slice(0, 19), offset_min, kind }];
  });
}

/** Satellite time that stands outside of EXIF: GoPro's. */
const satelliteNames = ["GPSU"];
/** By the standard these are UTC, and many cameras write what their clock shows. */
const movieClocks = ["mvhd.", "mdhd."];

function satelliteMoments(dates: readonly ClaimedDate[]): ExifFacts["moments"] {
  const found = dates.find(({ from }) => satelliteNames.includes(from));
  return found === undefined ? [] : [{ at: instantOf(found, undefined)!, from: "gps" }];
}

/** The one date that says best when it was taken: the first in the order of `clockTags` and of the file, before what only says when it was saved. */
function clockMoments(dates: readonly ClaimedDate[], time_zone: string | undefined): ExifFacts["moments"] {
  const clocks = dates.filter(({ from }) => !satelliteNames.includes(from));
  const isExact = ({ from }: ClaimedDate) => !movieClocks.some((name) => from.startsWith(name));
  const taken = clocks.filter(({ kind }) => kind === "captured");
  const best = taken.find(isExact) ?? taken[0] ?? clocks[0];
  if (best === undefined) return [];
  const readings = isExact(best) ? [best] : [best, { ...best, offset_min: null }];
  return readings.flatMap((date) => {
    const at = instantOf(date, time_zone);
    return at === undefined ? [] : [{ at, from: date.offset_min === null ? ("zone_time" as const) : ("offset" as const) }];
  });
}

function datedFact(date: ClaimedDate, time_zone: string | undefined): NonNullable<ExifFacts["dates"]> {
  const at = instantOf(date, time_zone ?? "UTC");
  return at === undefined ? [] : [{ at, from: date.from, kind: date.kind }];
}

function instantOf({ local, offset_min }: ClaimedDate, time_zone: string | undefined): string | undefined {
  const local_ms = Date.parse(`${local}Z`);
  if (offset_min !== null) return new Date(local_ms - offset_min * 60_000).toISOString();
  return time_zone === undefined ? undefined : new Date(instantIn(local_ms, time_zone)).toISOString();
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
