import type { Facts } from "../../src/assessment/rules/facts.ts";
import { factsWith, here, matchingExif } from "./facts.ts";
import { manyFacts } from "./many-facts.ts";

const minute_ms = 60_000;
export const later = (minutes: number) => new Date(Date.parse("2026-11-22T10:30:00.000Z") + minutes * minute_ms).toISOString();

export const nearest = { proof_id: "22222222-2222-4222-8222-222222222222", of: "other_player", when: "before" } as const;
const looks = (distance: number): Facts["lookalike"] => ({ state: "evaluated", pictures: 1, nearest: { ...nearest, distance } });
const evaluated = { state: "evaluated", reason: null, features_version: "1" } as const;
const signed: NonNullable<Facts["provenance"]> = { state: "valid", reason: null, failures: [], altered: false, manifest: null };
const manifest: NonNullable<typeof signed.manifest> = {
  ...{ issuer: "Maker", signer: "Model", claim_generator: "Model 1.0", signed_at: null, actions: [] },
  ...{ captured: false, edited: false, generated: true },
};
const sends = (z: number): Facts["pace"] => {
  const calm = { count: 1, own_z: null, cohort_z: 0 };
  return { hour: { count: 40, own_z: z, cohort_z: z }, day: calm };
};
export const account: NonNullable<Facts["account"]> = {
  ...{ created_at: later(-600), first_submission_at: later(0), device_others: 0, address_others: 0 },
  kin: [],
};
const kin = Array.from({ length: 30 }, () => ({ created_at: later(-600), first_submission_at: later(-590) }));
export const usual = { captures: 20, night_at_least: 0.1, pauses: 19, variation: 0.8 };
const says = (verdict: "confirm" | "dispute") => ({ verdict, plausible: true, weight: 600, circle: verdict });
const suspects = (task: string): Facts["models"] => {
  const source = { task, id: "m", version: "1", sha256: "0".repeat(64), action: "review" as const };
  return { slots: {}, scores: [{ ...source, status: "ok", raw: 1, probability: 0.97, log_odds: 3.5 }] };
};

/** What the second rule set looks at and the first does not, one thing at a time. Never changed: its verdicts on these are kept. */
const noteworthy: Array<Partial<Facts>> = [
  ...[10, 60].map((distance) => ({ lookalike: looks(distance) })),
  ...["featureless", "no_decoder"].map((reason) => ({ lookalike: { state: "not_evaluated" as const, reason } })),
  ...[0.95, 0.7].map((probability) => ({ screenshot: { ...evaluated, probability, screen_shape: false } })),
  { double_jpeg: { ...evaluated, probability: 0.99, earlier_quality: 70 } },
  { provenance: { ...signed, altered: true } },
  { provenance: { ...signed, state: "invalid" } },
  { provenance: { ...signed, manifest } },
  { captures: [{ captured_at: later(10), lat: here.lat + 3, lng: here.lng, accuracy_m: 10 }] },
  ...[7, 30].map((z) => ({ pace: sends(z) })),
  { rhythm: { ...usual, variation: 0.01 } },
  { rhythm: { ...usual, night_at_least: 0.8 } },
  { account: { ...account, device_others: 2 } },
  { account: { ...account, address_others: 3 } },
  { account: { ...account, kin } },
  { ring: { state: "evaluated", version: "r", score: 0.9, words: null } },
  { witnesses: { required: 2, statements: [says("confirm")] } },
  { witnesses: { required: 0, statements: [says("dispute")] } },
  ...["synthetic", "splice", "recapture", "nsfw"].map((task) => ({ models: suspects(task) })),
  { exif: matchingExif, cameras: [{ camera: "Other", count: 5 }] },
];

/** Facts that make every rule of the first two rule sets say everything that it can say. */
export function* factsOfV2(): Generator<Facts> {
  yield* manyFacts();
  for (const facts of noteworthy) yield { ...factsWith(), ...facts };
  yield factsWith({ proof: { captured_at: "2026-11-22T14:10:00.000Z", received_at: "2026-11-22T14:11:00.000Z" } });
  yield factsWith({ exif: { position: { lat: here.lat + 1, lng: here.lng } } });
  yield factsWith({ exif: { moments: [{ at: later(180), from: "offset" }] } });
  yield factsWith({
    exif: {
      moments: [
        { at: later(0), from: "gps" },
        { at: later(47), from: "zone_time" },
      ],
    },
  });
}
