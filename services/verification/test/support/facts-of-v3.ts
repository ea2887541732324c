import type { Facts } from "../../src/assessment/rules/facts.ts";
import { factsWith, history, matchingExif } from "./facts.ts";
import { factsOfV2, later, nearest, usual } from "./facts-of-v2.ts";

const at = (when: string, from: "gps" | "zone_time") => ({ at: when, from });
const given_up = { of: "given_up", when: "before" } as const;

/** What the third rule set looks at and the second does not, one thing at a time. Never changed: its verdicts on these are kept. */
const noteworthy: Array<Partial<Facts>> = [
  { rhythm: { ...usual, latest_s: [1, 1, 1, 1, 1, 1] } },
  { proof: { ...factsWith().proof, nonce: "garbled", nonce_issued: false } },
  { exif: null },
  { exif: { ...matchingExif, software: "GIMP 2.10" } },
  { exif: { ...matchingExif, programs: ["Midjourney 9"] } },
  { exif: { ...matchingExif, dates: [{ at: "2019-05-06T07:08:09.000Z", from: "xmp:CreateDate", kind: "captured" }] } },
  { picture: { width: 480, height: 640, structure: 3 } },
  { picture: { width: 4, height: 4, structure: 9 } },
  { provenance: history({ dates: ["2023-05-01T00:00:00.000Z"] }) },
  { provenance: history({ edited: true }) },
  { exif: { ...matchingExif, position: null } },
  { reuse: given_up },
  { reuse: given_up, lookalike: { state: "evaluated", pictures: 1, nearest: { ...nearest, ...given_up, distance: 0 } } },
];

/** Facts that make every rule of the first three rule sets say everything that it can say. */
export function* factsOfV3(): Generator<Facts> {
  yield* factsOfV2();
  for (const facts of noteworthy) yield { ...factsWith(), ...facts };
  for (const captured_at of [later(-60), later(60), later(-60 * 24 * 30), later(60 * 24 * 30)]) {
    yield factsWith({ proof: { captured_at } });
    yield factsWith({ proof: { captured_at }, exif: { moments: [at(later(0), "gps"), at(captured_at, "zone_time")] } });
  }
  const early = later(-60);
  yield factsWith({ proof: { captured_at: early }, exif: { moments: [at(early, "gps"), at(early, "zone_time")] } });
}
