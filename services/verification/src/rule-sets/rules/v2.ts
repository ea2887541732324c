import type { RuleSet } from "@oneheart/contracts";
import { v1 } from "./v1.ts";

/** Looks at pictures, behaviour and witnesses as well. What it decided is replayed with it, so it never changes. */
export const v2: RuleSet = {
  ...v1,
  version: "v2-2026-11",
  verify_max_tokens: 1000,
  // Distances of packages/vision: up to 31 bits the same picture, up to 75 a changed copy; nearest stranger there 82.
  lookalike: { none: 100, same_quest: 0, same: -3500, similar: -3000, unseen: 0, same_max: 31, similar_max: 75 },
  screenshot: { photograph: 0, doubtful: -600, screenshot: -2500, doubtful_from: 0.5, screenshot_from: 0.9 },
  // Weak: phones save again what was edited, and messengers everything.
  double_jpeg: { once: 0, twice: -300, twice_from: 0.9 },
  provenance: { captured: 1500, signed: 200, untrusted: 0, invalid: -600, generated: -3000, altered: -4000 },
  exif_clock: { agrees: 100, hours: 0, apart: -300, near_max_min: 10 },
  exif_device: { usual: 100, first: 0, other: -200, usual_from: 3 },
  travel: {
    possible: 0,
    impossible: -2500,
    ground_max_kmh: 200,
    air: { max_kmh: 1000, from_km: 150, ground_min: 60 },
    time_tolerance_s: 120,
    accuracy_max_m: 5000,
    accuracy_unknown_m: 500,
  },
  pace: { usual: 0, fast: -500, very_fast: -1500, fast_z: 6, very_fast_z: 12, count_min: 6 },
  rhythm: { usual: 0, night: -300, regular: -1500, night_share: 0.6, variation_max: 0.05, pauses_min: 12 },
  new_accounts: { none: 0, burst: -2000, accounts_min: 5, window_h: 24, soon_h: 24 },
  sharing: { none: 0, device: -800, address: -300, address_from: 3 },
  ring: { none: 0, ring: -2000, from: 0.1 },
  witnesses: { witness_max: 700, total_max: 1500 },
  models: { weight_max: 2000, review_from: 0.8 },
};
