/** Weights in thousandths of log-odds towards authentic, and the thresholds that choose between them. */
export interface RuleSet {
  version: string;
  /** No signal weighs more than this in either direction. */
  signal_max: number;
  total_max: number;
  /** From this score on a proof without hard flags is verified. */
  verify_from_score: number;
  media_reuse: { none: number; same_quest: number; reused: number };
  media_readable: { sound: number; broken: number };
  nonce: { valid: number; absent: number; wrong: number };
  time_window: { inside: number; near: number; expired: number; impossible: number; early_max_min: number; late_max_min: number };
  geofence: { inside: number; vague: number; outside: number; accuracy_max_m: number };
  mock_location: { off: number; on: number };
  exif_position: { near: number; apart: number; far: number; near_max_m: number; apart_max_m: number };
  exif_time: { near: number; apart: number; far: number; near_max_min: number; apart_max_min: number };
  exif_software: { plain: number; editor: number; generator: number };
}

const first: RuleSet = {
  version: "v1-2026-11",
  signal_max: 4000,
  total_max: 4500,
  verify_from_score: 85,
  media_reuse: { none: 300, same_quest: 0, reused: -4000 },
  media_readable: { sound: 200, broken: -1500 },
  nonce: { valid: 1400, absent: -400, wrong: -4000 },
  time_window: { inside: 400, near: 100, expired: -1000, impossible: -4000, early_max_min: 10, late_max_min: 2 },
  geofence: { inside: 500, vague: 0, outside: -3000, accuracy_max_m: 200 },
  mock_location: { off: 0, on: -2000 },
  exif_position: { near: 600, apart: -300, far: -2000, near_max_m: 250, apart_max_m: 2000 },
  // A camera's clock may be wrong by a time zone or a day.
  exif_time: { near: 600, apart: -200, far: -2200, near_max_min: 15, apart_max_min: 26 * 60 },
  exif_software: { plain: 0, editor: -600, generator: -2500 },
};

const versions: ReadonlyMap<string, RuleSet> = new Map([[first.version, first]]);

/** What new decisions are made with. */
export const currentRules = first;

/** A rule set by its version; versions are never changed or removed, only added. */
export function ruleSet(version: string): RuleSet {
  const found = versions.get(version);
  if (found === undefined) throw new RangeError(`there is no rule set ${version}`);
  return found;
}
