import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { signalWords } from "@oneheart/messages";
import fc from "fast-check";
import { type Assessment, assess } from "../src/assessment/rules/assess.ts";
import type { Facts } from "../src/assessment/rules/facts.ts";
import { fuse } from "../src/assessment/rules/fuse.ts";
import { reuseOf, type Submission } from "../src/assessment/rules/reuse.ts";
import { rules } from "../src/assessment/rules/signals.ts";
import { settle } from "../src/cases/rules/settle.ts";
import { currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsWith, here, history, matchingExif } from "./support/facts.ts";
import { replay } from "./support/replay.ts";

const assessment = (facts: Facts): Assessment => assess(facts, currentRules);
const years = (change: number) => [{ at: `${2026 + change}-11-22T10:29:30.000Z`, from: "offset" as const }];
/** EXIF with satellite time, and the camera's where it is another. */
const satellites = (at: string, clock = at) => ({
  moments: [
    { at, from: "gps" as const },
    { at: clock, from: "zone_time" as const },
  ],
});
const dated = (at: string, kind: "captured" | "changed" = "captured") => ({ at, from: "xmp:CreateDate", kind });
/** A place so many metres to the north. */
const north = (metres: number) => ({ lat: here.lat + metres / 111_195, lng: here.lng });

describe("a assessment", () => {
  const honest: Array<[string, Facts]> = [
    ["with the quest's nonce and EXIF that agrees", factsWith()],
    ["with the quest's nonce and EXIF without a position", factsWith({ exif: { position: null } })],
    ["sent before for a quest that was given up", factsWith({ reuse: { of: "given_up", when: "before" } })],
    ["without a nonce but with EXIF that agrees in place and time", factsWith({ proof: { nonce: null }, exif: matchingExif })],
    [
      "with the quest's nonce and a camera clock an hour off",
      factsWith({ exif: { moments: [{ at: "2026-11-22T11:30:00.000Z", from: "zone_time" }] } }),
    ],
    ["of a video with the quest's nonce", factsWith({ proof: { media_type: "video/mp4" }, media: { kind: "video" } })],
    ["of a HEIC that cannot be decoded here", factsWith({ media: { sound: "not_evaluated" } })],
    ["from a camera with a brand that sounds like a generator's", factsWith({ exif: { ...matchingExif, software: "Firefly 8SE imagen" } })],
    [
      "whose clock is years off everywhere, with the satellites' time right",
      factsWith({
        exif: {
          ...matchingExif,
          moments: [
            { at: "2026-11-22T10:29:30.000Z", from: "gps" },
            { at: "2015-01-01T00:10:00.000Z", from: "zone_time" },
          ],
          dates: [dated("2015-01-01T00:10:00.000Z"), dated("2015-01-01T00:10:05.000Z", "changed")],
        },
      }),
    ],
    ["that was saved again an hour later", factsWith({ exif: { ...matchingExif, dates: [dated("2026-11-22T10:30:50.000Z", "changed")] } })],
    ["with a signed history that fits, by a stranger", factsWith({ provenance: history({ dates: ["2026-11-22T10:29:00.000Z"] }) })],
    ["with enough to see", factsWith({ picture: { width: 4000, height: 3000, structure: 19.9 } })],
    ["that was sent twice for the same quest", factsWith({ reuse: { of: "same_quest" } })],
    [
      "at the zone's edge, within the accuracy of the device",
      factsWith({ proof: { ...north(2050), accuracy_m: 60 }, exif: { position: north(2050) } }),
    ],
    ["where the zone is not known any more", factsWith({ zone: null })],
  ];
  for (const [name, facts] of honest) {
    test(`verifies an honest file ${name}`, () => {
      const { outcome, score, reason_code } = assessment(facts);
      assert.deepEqual([outcome, reason_code], ["verified", "rules_passed"]);
      assert.ok(score >= 85, String(score));
    });
  }

  const doubtful: Array<[string, Facts, string]> = [
    ["with neither nonce nor EXIF", factsWith({ proof: { nonce: null }, exif: null }), "score_below_threshold"],
    ["whose EXIF was taken out", factsWith({ exif: null }), "score_below_threshold"],
    [
      "without a nonce whose EXIF has no position",
      factsWith({ proof: { nonce: null }, exif: { position: null } }),
      "score_below_threshold",
    ],
    ["with EXIF from years before", factsWith({ exif: { moments: years(-18) } }), "score_below_threshold"],
    ["with EXIF from years ahead", factsWith({ exif: { moments: years(4) } }), "score_below_threshold"],
    ["with EXIF from another town", factsWith({ exif: { position: north(40_000) } }), "score_below_threshold"],
    ["with a simulated position", factsWith({ proof: { mock_location: true }, exif: matchingExif }), "mock_location"],
    ["from outside the zone", factsWith({ proof: { ...north(2400), accuracy_m: 300 } }), "outside_zone"],
    ["from the other side of the world", factsWith({ proof: { lat: -43, lng: -168 }, exif: matchingExif }), "outside_zone"],
    ["that is damaged", factsWith({ media: { sound: "no" }, exif: matchingExif }), "media_undecodable"],
    [
      "from after the quest ended",
      factsWith({ proof: { captured_at: "2026-11-22T14:10:00Z", received_at: "2026-11-22T14:11:00Z" } }),
      "captured_after_expiry",
    ],
    ["that somebody sent again since", factsWith({ reuse: { of: "other_player", when: "since" } }), "media_sent_again"],
    ["made by an image generator", factsWith({ exif: { ...matchingExif, software: "Midjourney 9" } }), "score_below_threshold"],
    ["that an editor saved", factsWith({ exif: { ...matchingExif, software: "GIMP 2.10.36" } }), "edited"],
    [
      "with another date of 2019 beside a time that fits",
      factsWith({ exif: { ...matchingExif, dates: [dated("2026-11-22T10:29:30.000Z"), dated("2019-05-06T07:08:09.000Z")] } }),
      "file_dates_apart",
    ],
    ["with a code that nobody issued", factsWith({ proof: { nonce: "garbled", nonce_issued: false } }), "nonce_unknown"],
    ["of 4 by 4 pixels", factsWith({ picture: { width: 4, height: 4, structure: 9 } }), "picture_too_small"],
    ["of computed waves", factsWith({ picture: { width: 480, height: 640, structure: 3 } }), "picture_patterned"],
    [
      "whose signed history is of 2023, by a stranger",
      factsWith({ provenance: history({ dates: ["2023-05-01T00:00:00.000Z"] }) }),
      "provenance_older",
    ],
    ["whose signed history says that it was edited", factsWith({ provenance: history({ edited: true }) }), "provenance_edited"],
    ["whose signed history does not hold in a part", factsWith({ provenance: { ...history({}), state: "invalid" } }), "provenance_invalid"],
    ["that an editor saved, by another tag", factsWith({ exif: { ...matchingExif, programs: ["Adobe Photoshop 26.0"] } }), "edited"],
  ];
  for (const [name, facts, reason] of doubtful) {
    test(`leaves a file ${name} to a person`, () => {
      const { outcome, reason_code } = assessment(facts);
      assert.deepEqual([outcome, reason_code], ["in_review", reason]);
    });
  }

  test("leaves to a person what would pay more than the limit, whatever the mission names before factors", () => {
    const paying = (tokens: number) => assessment({ ...factsWith(), award: { tokens } });
    assert.equal(paying(1000).outcome, "verified");
    assert.deepEqual([paying(1001).outcome, paying(1001).reason_code], ["in_review", "reward_above_limit"]);
  });

  const provable: Array<[string, Facts, string]> = [
    ["another player's file", factsWith({ reuse: { of: "other_player", when: "before" }, exif: matchingExif }), "media_reused"],
    ["a file already sent for another quest", factsWith({ reuse: { of: "other_quest", when: "before" } }), "media_reused"],
    ["another quest's nonce", factsWith({ proof: { nonce: "wrong" }, exif: matchingExif }), "nonce_mismatch"],
    [
      "a capture long before the start, by satellite time too",
      factsWith({ proof: { captured_at: "2026-11-22T09:49:00Z" }, exif: satellites("2026-11-22T09:49:00Z") }),
      "captured_before_start",
    ],
  ];
  for (const [name, facts, reason] of provable) {
    test(`rejects ${name}`, () => {
      const { outcome, reason_code, hard, flags } = assessment(facts);
      assert.deepEqual([outcome, reason_code, hard], ["rejected", reason, true]);
      assert.ok(flags.includes(reason));
    });
  }

  test("allows ten minutes before the start and two minutes of a fast clock", () => {
    for (const captured_at of ["2026-11-22T09:50:00Z", "2026-11-22T10:33:00Z"])
      assert.ok(!assessment(factsWith({ proof: { captured_at } })).flags.includes("phone_clock_wrong"));
  });

  test("rejects nobody for a phone's wrong clock: satellite time, the measured skew or the quest's nonce speak for the capture", () => {
    const slow = "2026-11-22T09:40:00.000Z";
    const ownClock = { moments: [{ at: slow, from: "zone_time" as const }] };
    const wrong: Facts[] = [
      factsWith({ proof: { captured_at: slow }, exif: satellites("2026-11-22T10:30:00Z", slow) }),
      factsWith({ proof: { captured_at: slow }, exif: ownClock }),
      factsWith({ proof: { captured_at: "2026-11-22T10:34:00Z" } }),
    ];
    for (const facts of wrong) assert.deepEqual([assessment(facts).outcome, assessment(facts).flags[0]], ["verified", "phone_clock_wrong"]);
    // What the client measured was taken off before; the camera goes by the same wrong clock.
    const skewed = factsWith({ proof: { clock_skew_ms: -50 * 60_000 }, exif: ownClock });
    assert.deepEqual([assessment(skewed).outcome, assessment(skewed).flags], ["verified", []]);
    // Days off, or picked from the gallery: nothing is proven, and a person looks.
    const days = factsWith({ proof: { captured_at: "2026-11-12T10:30:00Z" }, exif: { moments: [] } });
    const picked = factsWith({ proof: { captured_at: slow, nonce: null }, exif: ownClock });
    for (const facts of [days, picked])
      assert.deepEqual([assessment(facts).outcome, assessment(facts).reason_code], ["in_review", "outside_quest_time"]);
  });

  test("never turns to verified when a file's time or all of its EXIF is taken out", () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { exif } = facts;
        if (exif === null || assessment(facts).outcome === "verified") return;
        assert.notEqual(assessment({ ...facts, exif: null }).outcome, "verified");
        assert.notEqual(assessment({ ...facts, exif: { ...exif, moments: [] } }).outcome, "verified");
      }),
    );
  });

  test("explains each signal in a sentence, and never calls clean what was not looked at", () => {
    for (const [, facts] of [...honest, ...doubtful, ...provable]) {
      const { signals } = assessment(facts);
      const looking = rules.filter((rule) => rule(facts, currentRules) !== undefined);
      assert.equal(new Set(signals.map((signal) => signal.code)).size, looking.length + 1);
      for (const signal of signals) {
        assert.match(signalWords(signal.explanation, "player", "en"), /^[A-Z].{15,150}\.$/);
        if (signal.status === "not_evaluated") assert.deepEqual([signal.weight, signal.value, signal.hard], [0, null, false]);
      }
    }
  });

  const someFacts = fc
    .record({
      nonce: fc.constantFrom("right", "wrong", null),
      lat: fc.double({ min: -90, max: 90, noNaN: true }),
      lng: fc.double({ min: -180, max: 180, noNaN: true }),
      accuracy_m: fc.option(fc.double({ min: 0, max: 100_000, noNaN: true })),
      minutes: fc.integer({ min: -1e6, max: 1e6 }),
      mock_location: fc.boolean(),
      near: fc.boolean(),
      exif: fc.option(
        fc.constantFrom(
          matchingExif,
          { ...matchingExif, moments: years(-9) },
          { ...matchingExif, software: "Photoshop" },
          { ...matchingExif, ...satellites("2026-11-22T07:30:00Z") },
        ),
      ),
      sound: fc.constantFrom("yes" as const, "no" as const, "not_evaluated" as const),
      reuse: fc.constantFrom<Facts["reuse"]>(
        { of: "nothing", when: "never" },
        { of: "other_player", when: "before" },
        { of: "other_quest", when: "since" },
        { of: "same_quest", when: "never" },
      ),
    })
    .map(({ nonce, lat, lng, accuracy_m, minutes, mock_location, near, exif, sound, reuse }) => {
      const captured_at = new Date(Date.parse("2026-11-22T10:30:00Z") + (near ? 0 : minutes * 60_000)).toISOString();
      return factsWith({
        proof: { nonce, accuracy_m, mock_location, captured_at, ...(near ? here : { lat, lng }) },
        exif,
        media: { sound },
        reuse,
      });
    });

  test("is the same when it is reached again from what was stored", () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const first = assessment(facts);
        assert.deepEqual(replay(JSON.parse(JSON.stringify(facts)), first.rule_version), first);
      }),
    );
  });

  test("is never a rejection without proof, nor an approval beside a hard flag", () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { outcome, hard, score } = assessment(facts);
        const early = (at: string) => Date.parse(at) < Date.parse(facts.quest.started_at) - 600_000;
        const satellite = facts.exif?.moments.find(({ from }) => from === "gps");
        const proven =
          facts.reuse.when === "before" ||
          facts.proof.nonce === "wrong" ||
          (satellite !== undefined && early(satellite.at) && early(facts.proof.captured_at));
        assert.equal(outcome === "rejected", proven);
        if (outcome === "verified") assert.ok(!hard && score >= 85);
      }),
    );
  });
});

test("a score is 50 for nothing, grows with the weights and stays within 1 and 99", () => {
  const weighed = (weight: number) => ({ code: "any", weight });
  const weights = fc.array(fc.integer({ min: -9000, max: 9000 }), { maxLength: 12 });
  assert.equal(fuse([], currentRules), 50);
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 4000 }), (list, more) => {
      const score = fuse(list.map(weighed), currentRules);
      assert.ok(Number.isInteger(score) && score >= 1 && score <= 99);
      assert.ok(fuse([...list, more].map(weighed), currentRules) >= score);
    }),
  );
});

describe("the relation to other proofs of the identical file", () => {
  const at = (minute: number, change: Partial<Submission> = {}): Submission => ({
    proof_id: `p${minute}`,
    quest_id: "q",
    player_id: "a",
    received_at: new Date(minute * 60_000),
    ...change,
  });

  test("the first to arrive keeps it, and of two at the same moment the one with the lower id", () => {
    const [mine, theirs] = [at(1), at(2, { quest_id: "r", player_id: "b" })];
    assert.deepEqual(reuseOf(mine, []), { of: "nothing", when: "never" });
    assert.deepEqual(reuseOf(theirs, [mine]), { of: "other_player", when: "before" });
    assert.deepEqual(reuseOf(mine, [theirs]), { of: "other_player", when: "since" });
    assert.deepEqual(reuseOf(at(3, { quest_id: "s" }), [mine]), { of: "other_quest", when: "before" });
    assert.deepEqual(reuseOf(at(3), [mine]), { of: "same_quest", when: "never" });
    const given_up = new Set(["q"]);
    assert.deepEqual(reuseOf(at(3, { quest_id: "s" }), [mine], given_up), { of: "given_up", when: "before" });
    assert.deepEqual(reuseOf(theirs, [mine], given_up), { of: "other_player", when: "before" });
    const tie = at(1, { proof_id: "p0", quest_id: "t" });
    assert.equal(reuseOf(mine, [tie]).when, "before");
    assert.equal(reuseOf(tie, [mine]).when, "since");
  });

  test("of any number of proofs for different quests at most one is not called a repeat", () => {
    const sent = fc.uniqueArray(fc.record({ minute: fc.nat(5), id: fc.nat(1000) }), {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sent, (list) => {
        const proofs = list.map(({ minute, id }) => at(minute, { proof_id: `p${id}`, quest_id: `q${id}` }));
        const first = proofs.filter(
          (proof) =>
            reuseOf(
              proof,
              proofs.filter((other) => other !== proof),
            ).when !== "before",
        );
        assert.equal(first.length, 1);
      }),
    );
  });
});

describe("an action", () => {
  const proof = (proof_id: string, status: string, score = 90, flags: string[] = []) => ({
    proof_id,
    status,
    score,
    flags,
    reason_code: "because",
  });

  test("waits until every proof that was handed in is decided", () => {
    assert.equal(settle(["a", "b"], [proof("a", "verified")]), undefined);
    assert.equal(settle(["a", "b"], [proof("a", "rejected")]), undefined);
    assert.equal(settle(["a", "b"], [proof("a", "verified"), proof("b", "in_review")]), undefined);
  });

  test("is as good as its weakest proof, and others do not count", () => {
    const known = [
      proof("a", "verified", 97, ["edited"]),
      proof("b", "verified", 88, ["edited", "exif_time_apart"]),
      proof("c", "rejected", 2),
    ];
    assert.deepEqual(settle(["a", "b"], known), { outcome: "verified", authenticity_score: 88, flags: ["edited", "exif_time_apart"] });
  });

  test("is rejected with one of its proofs, whatever the others still wait for", () => {
    const known = [proof("a", "in_review", 60), proof("b", "rejected", 3)];
    assert.deepEqual(settle(["a", "b"], known), { outcome: "rejected", authenticity_score: 3, reason_code: "because" });
  });
});
