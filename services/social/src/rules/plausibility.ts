import type { WitnessReason } from "@oneheart/contracts";
import { greatCircle_m, type Position } from "@oneheart/trust";

/** Where and when somebody's own verified evidence was captured. */
export interface Capture extends Position {
  captured_at: Date;
}

/** Everything that says whether a witness could have seen what evidence shows. */
export interface WitnessFacts {
  capture: Capture;
  /** Null when the zone is not known. */
  zone_radius_km: number | null;
  told_at: Date;
  /** Where the witness says to be while telling it. */
  told_from: Position | null;
  own_captures: readonly Capture[];
  account_since: Date;
  shared: { device: boolean; address: boolean };
}

export interface Plausibility {
  plausible: boolean;
  reasons: WitnessReason[];
}

const minute_ms = 60_000;
/** How far in time a position may lie from the capture to say where somebody was. */
export const presenceWindow_ms = 3 * 60 * minute_ms;
const accountAge_ms_min = 24 * 60 * minute_ms;
const reach_m = { min: 1_000, max: 5_000 };
/** Nobody gets there faster: 150 km/h door to door, and 5 km for imprecise positions. */
const travel = { m_per_ms: 150_000 / (60 * minute_ms), slack_m: 5_000 };

/** The others are doubts. */
const grounds: ReadonlySet<WitnessReason> = new Set(["there_now", "own_evidence_there"]);

/** Whether a witness could have seen it and is somebody else, with every reason for and against. */
export function plausibilityOf(facts: WitnessFacts): Plausibility {
  const reasons = presence(facts);
  if (facts.capture.captured_at.getTime() - facts.account_since.getTime() < accountAge_ms_min) reasons.push("account_new");
  if (facts.shared.device) reasons.push("same_device");
  else if (facts.shared.address) reasons.push("same_address");
  return { plausible: reasons.every((reason) => grounds.has(reason)), reasons };
}

function presence({ capture, zone_radius_km, told_at, told_from, own_captures }: WitnessFacts): WitnessReason[] {
  const radius_m = Math.min(reach_m.max, Math.max(reach_m.min, (zone_radius_km ?? 0) * 1000));
  const isNear = (place: Position) => greatCircle_m(place, capture) <= radius_m;
  const isInTime = (seen: Capture) => gap_ms(seen.captured_at, capture.captured_at) <= presenceWindow_ms;
  const told: Capture[] = told_from === null ? [] : [{ ...told_from, captured_at: told_at }];

  const toldInTime = told.filter(isInTime);
  const ownInTime = own_captures.filter(isInTime);
  const inTime = [...toldInTime, ...ownInTime];
  if (inTime.some((seen) => isOutOfReach(seen, capture))) return ["elsewhere"];
  const there: WitnessReason[] = [];
  if (toldInTime.some(isNear)) there.push("there_now");
  if (ownInTime.some(isNear)) there.push("own_evidence_there");
  if (there.length > 0) return there;
  if (told.some(isNear)) return ["told_late"];
  return [inTime.length > 0 ? "elsewhere" : "place_unknown"];
}

function isOutOfReach(seen: Capture, capture: Capture): boolean {
  const way_m = greatCircle_m(seen, capture);
  return way_m > travel.slack_m + travel.m_per_ms * gap_ms(seen.captured_at, capture.captured_at);
}

function gap_ms(one: Date, other: Date): number {
  return Math.abs(one.getTime() - other.getTime());
}
