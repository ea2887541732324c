import type { Facts } from "../../src/assessment/rules/facts.ts";
import { factsWith, here, matchingExif } from "./facts.ts";

const nonces = ["right", "wrong", null];
const places = [{}, { lat: here.lat + 0.02, accuracy_m: 300 }, { lat: -43, lng: -168, accuracy_m: null }];
const captures = ["2026-11-22T10:30:00.000Z", "2026-11-22T09:55:00.000Z", "2026-11-22T08:00:00.000Z", "2026-11-22T14:10:00.000Z"];
const exifs: Array<Facts["exif"]> = [
  null,
  matchingExif,
  { ...matchingExif, moments: [{ at: "2008-10-22T14:28:00.000Z", from: "zone_time" }] },
  { ...matchingExif, position: { lat: 43.47, lng: 11.89 }, software: "Adobe Photoshop 26.0" },
  { position: null, moments: [], software: "Midjourney", camera: null },
];
const sounds = ["yes", "no", "not_evaluated"] as const;
const reuses: Array<Facts["reuse"]> = [
  { of: "nothing", when: "never" },
  { of: "same_quest", when: "never" },
  { of: "other_player", when: "before" },
  { of: "other_quest", when: "since" },
];

/** Facts of every kind that the first rule set looks at, each with each: always the same, in the same order. */
export function* manyFacts(): Generator<Facts> {
  for (const nonce of nonces)
    for (const place of places)
      for (const captured_at of captures)
        for (const mock_location of [false, true])
          for (const exif of exifs)
            for (const sound of sounds)
              for (const reuse of reuses)
                yield factsWith({ proof: { nonce, captured_at, mock_location, ...place }, exif, media: { sound }, reuse });
}
