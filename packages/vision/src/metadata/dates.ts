import type { ClaimedDate } from "./claims.ts";

type Kind = ClaimedDate["kind"];

/**
 * A date as EXIF, XMP, IPTC and QuickTime write it: `2026:11:22 10:11:12`, `2026-11-22T10:11:12.3+07:00`, `20261122`, with or without a
 * time (noon then) and an offset. Nothing for what is no date.
 */
export function claimedDate(from: string, text: string, kind: Kind, offset?: string): ClaimedDate[] {
  const match = /^(\d{4})[:-]?(\d\d)[:-]?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?/.exec(text.trim());
  if (match === null) return [];
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part, at) => Number(part ?? (at === 3 ? 12 : 0))) as Six;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const exists = year >= 1970 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour;
  if (!exists) return [];
  return [{ from, local: date.toISOString().slice(0, 19), offset_min: offsetOf(match[7] ?? offset?.trim()), kind }];
}

type Six = [number, number, number, number, number, number];

function offsetOf(text: string | undefined): number | null {
  if (text === "Z") return 0;
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(text ?? "");
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return minutes > 14 * 60 ? null : match[1] === "-" ? 0 - minutes : minutes;
}

const epoch1904_s = 2_082_844_800;

/** A time of an ISO or QuickTime file in seconds since 1904 (UTC); some writers count from 1970. Zero means that there is none. */
export function movieDate(from: string, seconds: number, kind: Kind): ClaimedDate[] {
  if (seconds === 0) return [];
  const unix = seconds >= epoch1904_s ? seconds - epoch1904_s : seconds;
  if (unix > 4_102_444_800) return [];
  return [{ from, local: new Date(unix * 1000).toISOString().slice(0, 19), offset_min: 0, kind }];
}
