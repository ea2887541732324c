import { find, setCache } from "geo-tz/all";

// A zone is placed seldom: what a lookup reads from the map of the time zones need not stay in memory.
setCache({ store: { get: () => undefined, set: () => undefined } });

/**
 * The IANA name of the time that is kept at a place, by the boundaries of timezone-boundary-builder; at sea, a zone of whole hours.
 * Where two are in use, or on a border, the first; an administrator can say otherwise.
 */
export function timeZoneAt({ location_lat, location_lng }: { location_lat: number; location_lng: number }): string {
  const [first] = find(location_lat, location_lng);
  if (first === undefined) throw new Error(`no time zone at ${location_lat}, ${location_lng}`);
  return first;
}
