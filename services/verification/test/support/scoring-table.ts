import { assess } from "../../src/assessment/rules/assess.ts";
import type { Facts } from "../../src/assessment/rules/facts.ts";
import { currentRules } from "../../src/rule-sets/rules/rule-set.ts";
import { factsWith, history } from "./facts.ts";

type Moments = NonNullable<Facts["exif"]>["moments"];
type Row = [evidence: string, facts: Facts];

const inTime = "2026-11-22T10:30:00.000Z";
const slow = "2026-11-22T09:40:00.000Z";
const fast = "2026-11-22T10:34:00.000Z";
const yearsOff = "2008-10-22T14:28:00.000Z";
const camera = (at: string): Moments => [{ at, from: "zone_time" }];
const satellite = (at: string, clock = at): Moments => [{ at, from: "gps" }, ...camera(clock)];
const bologna = { lat: 44.49, lng: 11.34 };
const picked = { proof: { nonce: null } };
const captured: Facts["provenance"] = {
  ...{ state: "valid", reason: null, failures: [], altered: false },
  manifest: {
    ...{ issuer: "Maker", signer: "Camera", claim_generator: "Camera 1.0", signed_at: null, actions: [] },
    ...{ captured: true, edited: false, generated: false },
  },
};

/** Kinds of evidence, honest and not: of a new player, from the zone, for a small reward. */
const rows: readonly Row[] = [
  ["Live, place and satellite time in the file agree", factsWith({ exif: { moments: satellite(inTime) } })],
  ["Live, place and camera time in the file agree", factsWith()],
  ["Live, camera time in the file agrees, no place in it", factsWith({ exif: { position: null } })],
  ["Live, signed by a trusted camera (C2PA), nothing else in the file", { ...factsWith({ exif: null }), provenance: captured }],
  [
    "Live, phone's clock 20 minutes slow, skew measured by the app",
    factsWith({ proof: { clock_skew_ms: -50 * 60_000 }, exif: { moments: camera(slow) } }),
  ],
  [
    "Live, phone's clock 20 minutes slow, satellite time right",
    factsWith({ proof: { captured_at: slow }, exif: { moments: satellite(inTime, slow) } }),
  ],
  [
    "Live, phone's clock 20 minutes slow, nothing known of it",
    factsWith({ proof: { captured_at: slow }, exif: { moments: camera(slow) } }),
  ],
  ["Live, phone's clock 3 minutes fast", factsWith({ proof: { captured_at: fast } })],
  [
    "Live, an old film: place and time in the file are of another town and years ago",
    factsWith({
      proof: { media_type: "video/mp4" },
      media: { kind: "video" },
      exif: { position: bologna, moments: [{ at: "2019-05-06T05:08:09.000Z", from: "offset" }] },
    }),
  ],
  [
    "Live, another date of 2019 in the file",
    factsWith({ exif: { dates: [{ at: "2019-05-06T07:08:09.000Z", from: "xmp:CreateDate", kind: "captured" }] } }),
  ],
  ["Live, signed history of 2023 by a stranger", factsWith({ provenance: history({ dates: ["2023-05-01T00:00:00.000Z"] }) })],
  ["Live, a picture of 4 by 4 pixels", factsWith({ picture: { width: 4, height: 4, structure: 9 } })],
  ["Live, computed waves", factsWith({ picture: { width: 480, height: 640, structure: 3 } })],
  ["Live, edited in a photograph editor", factsWith({ exif: { software: "Adobe Photoshop 26.0" } })],
  ["Live, camera's clock years off, place in the file agrees", factsWith({ exif: { moments: camera(yearsOff) } })],
  ["Live, camera's clock years off, no place in the file", factsWith({ exif: { moments: camera(yearsOff), position: null } })],
  ["Live, stripped: neither time nor place in the file", factsWith({ exif: null })],
  ["Live, place in the file is another town", factsWith({ exif: { position: bologna } })],
  [
    "Live, place in the file is another town, and its time years off",
    factsWith({ exif: { position: bologna, moments: camera(yearsOff) } }),
  ],
  ["Live, phone's clock days off, nothing known of it", factsWith({ proof: { captured_at: "2026-11-12T10:30:00.000Z" }, exif: null })],
  ["Gallery, place and time in the file agree", factsWith(picked)],
  [
    "Gallery, signed by a trusted camera (C2PA), nothing else in the file",
    { ...factsWith({ ...picked, exif: null }), provenance: captured },
  ],
  ["Gallery, time in the file agrees, no place in it", factsWith({ ...picked, exif: { position: null } })],
  ["Gallery, camera's clock years off, place in the file agrees", factsWith({ ...picked, exif: { moments: camera(yearsOff) } })],
  ["Gallery, stripped: a file without history", factsWith({ ...picked, exif: null })],
  [
    "Gallery, taken 20 minutes before the quest began",
    factsWith({ proof: { nonce: null, captured_at: slow }, exif: { moments: camera(slow) } }),
  ],
  ["Simulated position, all else agrees", factsWith({ proof: { mock_location: true } })],
  ["From another town, as the phone says", factsWith({ proof: bologna, exif: { position: bologna } })],
  ["Own file of a quest that was given up", factsWith({ reuse: { of: "given_up", when: "before" } })],
  ["Somebody else's identical file", factsWith({ reuse: { of: "other_player", when: "before" } })],
  ["Another quest's code", factsWith({ proof: { nonce: "wrong" } })],
  ["A code that was never issued", factsWith({ proof: { nonce: "garbled", nonce_issued: false } })],
  ["Before the quest, by the phone and by satellite time", factsWith({ proof: { captured_at: slow }, exif: { moments: satellite(slow) } })],
];

export function scoredFacts(): Facts[] {
  return rows.map(([, facts]) => facts);
}

export interface ScoredRow {
  evidence: string;
  score: number;
  outcome: "verified" | "in_review" | "rejected";
  reason_code: string;
}

/** What the current rules give each kind of evidence. */
export function scoringTable(): ScoredRow[] {
  return rows.map(([evidence, facts]) => {
    const { score, outcome, reason_code } = assess(facts, currentRules);
    return { evidence, score, outcome, reason_code };
  });
}

/** The table as docs/verification.md prints it. */
export function scoringMarkdown(): string {
  const outcomes = { verified: "verified", in_review: "a person looks", rejected: "rejected" };
  const lines = scoringTable().map(
    ({ evidence, score, outcome, reason_code }) => `| ${evidence} | ${score} | ${outcomes[outcome]} | ${reason_code} |`,
  );
  return ["| evidence | score | decision | because |", "|---|---|---|---|", ...lines].join("\n");
}
