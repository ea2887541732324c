import type { RuleSet } from "@oneheart/contracts";

/** The first rule set. What it decided is replayed with it, so it never changes. */
export const v1: RuleSet = {
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
