import type { Facts, NearestDuplicate } from "../../assessment/rules/facts.ts";

const minute_ms = 60_000;

/** When a proof was captured and arrived, as its own service knows it. */
export interface Times {
  captured_at: string;
  received_at: string;
}

/** What stored facts say about places, the file and what looks like it, for a reviewer. There are none where the analysis failed. */
export function shownFacts(facts: object, { captured_at }: Pick<Times, "captured_at">) {
  const { zone = null, exif = null, lookalike }: Partial<Facts> = facts;
  const { camera, software, moments, position } = exif ?? { camera: null, software: null, moments: [], position: null };
  const nearest: NearestDuplicate | null = lookalike?.state === "evaluated" ? lookalike.nearest : null;
  const apart = moments.map(({ at, from }) => ({ from, after_capture_min: minutesBetween(captured_at, at) }));
  return { zone, exif_position: position, metadata: { camera, software, moments: apart }, lookalike: nearest };
}

/** How far start, capture, arrival and end of a quest lie apart: no date, which would tell what was decided long ago. */
export function timelineOf({ captured_at, received_at }: Times, quest: { started_at: string; expires_at: string }) {
  return {
    start_to_capture: minutesBetween(quest.started_at, captured_at),
    capture_to_arrival: minutesBetween(captured_at, received_at),
    capture_to_end: minutesBetween(captured_at, quest.expires_at),
  };
}

/** A place as a link that any map opens (RFC 5870). */
export function mapUrl({ lat, lng, accuracy_m }: { lat: number; lng: number; accuracy_m: number | null }): string {
  return `geo:${lat},${lng}${accuracy_m === null ? "" : `;u=${Math.round(accuracy_m)}`}`;
}

function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / minute_ms);
}
