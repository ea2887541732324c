import lookUp from "@photostructure/tz-lookup";

/** The IANA name of the time that is kept at a place; at sea, a zone of whole hours. */
export function timeZoneAt(place: { location_lat: number; location_lng: number }): string {
  return lookUp(place.location_lat, place.location_lng);
}
