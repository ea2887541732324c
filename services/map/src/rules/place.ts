const perDegree = 1e9;

/**
 * A coordinate in steps of a billionth of a degree, a tenth of a millimetre on the ground. Anything finer is no place,
 * and differences near the smallest double make PostgreSQL's trigonometry refuse to go on.
 */
export function snapped(degrees: number): number {
  return Math.round(degrees * perDegree) / perDegree + 0;
}

/** A zone's fields with its centre in those steps. */
export function withSnappedCentre<T extends { location_lat: number; location_lng: number }>(zone: T): T {
  return { ...zone, location_lat: snapped(zone.location_lat), location_lng: snapped(zone.location_lng) };
}
