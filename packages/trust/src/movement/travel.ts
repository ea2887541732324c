import { requireNumber } from "../errors.ts";
import { greatCircle_m, type Position } from "./distance.ts";

/** Where and when something was captured, and how exactly the device knew the place: a radius, null when it did not say. */
export interface Capture extends Position {
  readonly at_ms: number;
  readonly accuracy_m: number | null;
}

/** How fast people get about. */
export interface TravelSettings {
  readonly ground_max_kmh: number;
  /** Flights: from this distance on, at this speed, after this long at airports. Null where nobody flies. */
  readonly air: { readonly max_kmh: number; readonly from_km: number; readonly ground_min: number } | null;
  /** How far two clocks may disagree. */
  readonly time_tolerance_s: number;
  /** A radius counts up to here, so that a claim of knowing nothing excuses little; it also stands in where none was given. */
  readonly accuracy_max_m: number;
  readonly accuracy_unknown_m: number;
}

export const defaultTravelSettings: TravelSettings = {
  ground_max_kmh: 200,
  air: { max_kmh: 1000, from_km: 150, ground_min: 60 },
  time_tolerance_s: 120,
  accuracy_max_m: 5000,
  accuracy_unknown_m: 500,
};

/** A way from one capture to the next. */
export interface Leg {
  readonly from: Capture;
  readonly to: Capture;
  readonly distance_m: number;
  /** The distance that is certain: less both radii, not below 0. */
  readonly certain_m: number;
  readonly elapsed_s: number;
  /** The certain distance over the elapsed time and the tolerance: the slowest that the player can have been. */
  readonly speed_kmh: number;
  /** The least time that the certain distance takes on the ground or by air. */
  readonly needed_s: number;
  readonly impossible: boolean;
}

/** The way between two captures, the earlier one first whichever way round they are given. Throws `number_invalid`. */
export function legBetween(one: Capture, other: Capture, settings = defaultTravelSettings): Leg {
  const [from, to] = one.at_ms <= other.at_ms ? [one, other] : [other, one];
  const distance_m = greatCircle_m(from, to);
  const certain_m = Math.max(0, distance_m - radius_m(from, settings) - radius_m(to, settings));
  const elapsed_s = (to.at_ms - from.at_ms) / 1000;
  requireNumber("a time of capture", elapsed_s);
  const available_s = elapsed_s + settings.time_tolerance_s;
  const needed_s = neededTime_s(certain_m / 1000, settings);
  const speed_kmh = certain_m === 0 ? 0 : (certain_m * 3.6) / Math.max(1, available_s);
  return { from, to, distance_m, certain_m, elapsed_s, speed_kmh, needed_s, impossible: needed_s > available_s };
}

function radius_m({ accuracy_m }: Capture, settings: TravelSettings): number {
  if (accuracy_m !== null) requireNumber("accuracy_m", accuracy_m, 0);
  return Math.min(accuracy_m ?? settings.accuracy_unknown_m, settings.accuracy_max_m);
}

function neededTime_s(km: number, { ground_max_kmh, air }: TravelSettings): number {
  const ground_s = (km / ground_max_kmh) * 3600;
  if (air === null || km < air.from_km) return ground_s;
  return Math.min(ground_s, (km / air.max_kmh) * 3600 + air.ground_min * 60);
}
