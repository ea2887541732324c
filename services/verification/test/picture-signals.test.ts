import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { assess } from "../src/assessment/rules/assess.ts";
import type { Facts } from "../src/assessment/rules/facts.ts";
import { currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsWith, matchingExif } from "./support/facts.ts";

const seen = (facts: Partial<Facts>, more: Parameters<typeof factsWith>[0] = {}) => {
  const assessment = assess({ ...factsWith(more), ...facts }, currentRules);
  return { ...assessment, signal: (code: string) => assessment.signals.find((signal) => signal.code === code)! };
};
const evaluated = { state: "evaluated", reason: null, features_version: "1" } as const;
const notEvaluated = { state: "not_evaluated", reason: "unreadable", probability: null, features_version: "1" } as const;
type Provenance = NonNullable<Facts["provenance"]>;
const signed: NonNullable<Provenance["manifest"]> = {
  issuer: "Camera Works",
  signer: "Camera",
  claim_generator: "Camera 1.0",
  signed_at: null,
  actions: [],
  captured: true,
  edited: false,
  generated: false,
};
const history = (state: Provenance["state"], change: Partial<Provenance> = {}): Partial<Facts> => ({
  provenance: { state, reason: null, failures: [], altered: false, manifest: state === "none" ? null : signed, ...change },
});

describe("a picture like a screenshot", () => {
  const screen = (probability: number) => seen({ screenshot: { ...evaluated, probability, screen_shape: false } });

  test("waits for a person, whatever the score, and is never rejected", () => {
    const found = screen(0.95);
    assert.deepEqual([found.outcome, found.reason_code, found.hard], ["in_review", "screenshot", false]);
  });

  test("weighs when it is doubtful, and a photograph does not", () => {
    assert.ok(screen(0.7).signal("screenshot").weight < 0);
    assert.equal(screen(0.1).signal("screenshot").weight, 0);
    assert.equal(screen(0.1).outcome, "verified");
  });

  test("says so when nobody looked", () => {
    const found = seen({ screenshot: { ...notEvaluated, screen_shape: null } });
    assert.deepEqual([found.signal("screenshot").status, found.outcome], ["not_evaluated", "verified"]);
  });
});

describe("a picture that was saved twice", () => {
  test("weighs a little and is still verified: phones do that", () => {
    const twice = seen({ double_jpeg: { ...evaluated, probability: 0.99, earlier_quality: 70 } });
    assert.deepEqual([twice.outcome, twice.flags, twice.signal("double_jpeg").weight], ["verified", ["saved_again"], -300]);
    const once = seen({ double_jpeg: { ...evaluated, probability: 0.2, earlier_quality: null } });
    assert.deepEqual(once.flags, []);
    assert.equal(seen({ double_jpeg: { ...notEvaluated, earlier_quality: null } }).signal("double_jpeg").status, "not_evaluated");
  });
});

describe("a signed history", () => {
  test("of a camera that is trusted adds, but less when edited, and nothing when nobody vouches", () => {
    const weight = (facts: Partial<Facts>) => seen(facts).signal("provenance").weight;
    assert.ok(weight(history("valid")) > weight(history("valid", { manifest: { ...signed, edited: true } })));
    assert.equal(weight(history("untrusted")), 0);
    assert.ok(weight(history("invalid")) < 0);
  });

  test("verifies a capture without a nonce", () => {
    assert.equal(seen(history("valid"), { proof: { nonce: null } }).outcome, "verified");
  });

  test("that no longer fits the picture rejects: that is provable", () => {
    const found = seen(history("invalid", { altered: true, reason: "assertion.dataHash.mismatch" }));
    assert.deepEqual([found.outcome, found.reason_code], ["rejected", "provenance_altered"]);
  });

  test("of a generated picture makes a person look, however good the signature", () => {
    const found = seen(history("valid", { manifest: { ...signed, generated: true } }));
    assert.deepEqual([found.outcome, found.reason_code, found.hard], ["in_review", "generated", true]);
  });

  test("that is absent proves nothing", () => {
    assert.equal(seen(history("none")).signal("provenance").status, "not_evaluated");
    assert.equal(seen(history("none")).outcome, "verified");
  });
});

describe("the camera's clock and the satellites' time in one file", () => {
  const apart = (minutes: number) =>
    seen({
      exif: {
        ...matchingExif,
        moments: [
          { at: "2026-11-22T10:30:00Z", from: "gps" },
          { at: new Date(Date.parse("2026-11-22T10:30:00Z") + minutes * 60_000).toISOString(), from: "zone_time" },
        ],
      },
    }).signal("exif_clock");

  test("agree, differ by a time zone, or differ", () => {
    for (const [minutes, weight] of [
      [0, 100],
      [-9, 100],
      [60, 0],
      [-330, 0],
      [60 * 24 - 2, 0],
      [65, -300],
      [60 * 24 * 40, -300],
    ] as const)
      assert.equal(apart(minutes).weight, weight, String(minutes));
  });

  test("are compared only where the file has both", () => {
    assert.equal(seen({ exif: matchingExif }).signal("exif_clock").status, "not_evaluated");
  });
});
