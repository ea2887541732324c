import type { RuleSet } from "@oneheart/contracts";
import { v2 } from "./v2.ts";

/**
 * Absence weighs less than agreement, a phone's clock alone rejects nobody, and everything a file says counts. What it decided is
 * replayed with it, so it never changes.
 */
export const v3: RuleSet = {
  ...v2,
  version: "v3-2026-11",
  media_reuse: { ...v2.media_reuse, given_up: 0 },
  time_window: { ...v2.time_window, clock: { wrong: -200, far: -2500, max_min: 26 * 60 } },
  // Beside EXIF that agrees, too, a place or a device that speaks against it weighs more than all of it.
  geofence: { ...v2.geofence, outside: -4000 },
  mock_location: { ...v2.mock_location, on: -3000 },
  // Whoever can choose takes a file's time out rather than leave a wrong one in: both weigh the same. A phone leaves its position out
  // by itself unless it is told otherwise, so that costs little.
  exif_position: { ...v2.exif_position, absent: -100 },
  exif_time: { ...v2.exif_time, far: -1850, absent: -1850 },
  // A quest takes a quarter of an hour and more: nobody does so many in earnest.
  pace: { ...v2.pace!, most: { hour: 20, day: 60 } },
  witnesses: { ...v2.witnesses!, disputes_review: true },
  rhythm: { ...v2.rhythm!, pauses_min: 8, burst: { weight: -2000, pause_max_s: 15, pauses_min: 6 } },
  nonce: { ...v2.nonce, unknown: -2000 },
  // Below the structure of every photograph that was measured; in fog, one of a hundred goes to a person.
  picture: { enough: 0, too_small: -2500, patterned: -2500, short_side_min: 320, long_side_min: 600, structure_min: 4.3 },
  provenance: { ...v2.provenance!, invalid_review: true },
  // Against the claim the word of an unknown signer counts, too.
  provenance_words: { fits: 0, edited: -1000, older: -2200, apart_max_min: 26 * 60 },
  file_dates: { agree: 0, apart: -2200, apart_max_min: 26 * 60 },
  // Products by their names, wherever the file names them; what an editor saved is looked at by a person.
  software: { plain: 0, editor: -1000, generator: -2500 },
};
