import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { signalWords } from "@oneheart/messages";
import { assess } from "../src/assessment/rules/assess.ts";
import type { AccountFacts, CaptureFacts, Facts, PaceFacts, RhythmFacts } from "../src/assessment/rules/facts.ts";
import { hourIn } from "../src/assessment/rules/zone-time.ts";
import { currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsWith, here, matchingExif } from "./support/facts.ts";
import { scoredFacts } from "./support/scoring-table.ts";

function seen(facts: Partial<Facts>, code: string) {
  const assessment = assess({ ...factsWith(), ...facts }, currentRules);
  return { ...assessment, signal: assessment.signals.find((signal) => signal.code === code)! };
}
const minute_ms = 60_000;
const after = (minutes: number) => new Date(Date.parse("2026-11-22T10:30:00Z") + minutes * minute_ms).toISOString();

describe("a capture far from the player's others", () => {
  const other = (minutes: number, km: number, accuracy_m: number | null = 10): CaptureFacts => ({
    captured_at: after(minutes),
    lat: here.lat + km / 111.195,
    lng: here.lng,
    accuracy_m,
  });
  const travel = (...captures: CaptureFacts[]) => seen({ captures }, "travel");

  test("waits for a person when nobody can have been at both, whichever came first", () => {
    for (const minutes of [-10, 10]) {
      const found = travel(other(minutes, 300), other(-600, 1));
      assert.deepEqual([found.outcome, found.reason_code, found.hard], ["in_review", "impossible_travel", false]);
    }
  });

  test("is fine by car, by air, or when a position is vague", () => {
    for (const capture of [other(-60, 90), other(-240, 1500), other(-1, 5, 5000), other(0, 0.3)])
      assert.deepEqual([travel(capture).outcome, travel(capture).signal.value], ["verified", "possible"]);
  });

  test("is not compared when there are none", () => {
    assert.equal(travel().signal.status, "not_evaluated");
    assert.equal(seen({}, "travel").signal.status, "not_evaluated");
  });
});

describe("how often evidence comes", () => {
  const calm: PaceFacts = { count: 1, own_z: null, cohort_z: 0 };
  const pace = (hour: Partial<PaceFacts>) => seen({ pace: { hour: { ...calm, ...hour }, day: calm } }, "pace");

  test("weighs when it is unusual for the player and for others, and waits for a person when it is extreme", () => {
    const fast = pace({ count: 8, own_z: 7, cohort_z: 9 });
    assert.deepEqual([fast.signal.value, fast.signal.weight], [7, -500]);
    const extreme = pace({ count: 40, own_z: null, cohort_z: 30 });
    assert.deepEqual([extreme.outcome, extreme.reason_code], ["in_review", "pace_very_fast"]);
  });

  test("is usual when it is usual for either, or when the number is small", () => {
    assert.equal(pace({ count: 15, own_z: 0.5, cohort_z: 30 }).outcome, "verified");
    assert.equal(pace({ count: 4, own_z: 20, cohort_z: 20 }).signal.weight, 0);
  });

  test("waits for a person when it is more than anybody does in earnest, with nothing to compare with too", () => {
    const found = pace({ count: 21, own_z: null, cohort_z: null });
    assert.deepEqual([found.outcome, found.reason_code], ["in_review", "pace_very_fast"]);
    assert.equal(pace({ count: 20, own_z: null, cohort_z: null }).outcome, "verified");
  });

  test("is not judged with nothing to compare with", () => {
    assert.equal(pace({ own_z: null }).outcome, "verified");
    assert.equal(
      seen({ pace: { hour: { ...calm, cohort_z: null }, day: { ...calm, cohort_z: null } } }, "pace").signal.status,
      "not_evaluated",
    );
  });
});

describe("when evidence comes", () => {
  const usual: RhythmFacts = { captures: 20, night_at_least: 0.1, pauses: 19, variation: 0.8 };
  const rhythm = (change: Partial<RhythmFacts>) => seen({ rhythm: { ...usual, ...change } }, "rhythm");

  test("like clockwork waits for a person, at night only weighs", () => {
    assert.deepEqual([rhythm({ variation: 0.01 }).outcome, rhythm({ variation: 0.01 }).reason_code], ["in_review", "rhythm_regular"]);
    assert.deepEqual([rhythm({ night_at_least: 0.8 }).outcome, rhythm({ night_at_least: 0.8 }).flags], ["verified", ["rhythm_night"]]);
    assert.equal(rhythm({}).signal.weight, 0);
  });

  test("quest after quest within moments waits for a person", () => {
    const burst = rhythm({ latest_s: [4, 90, 3, 2, 5, 3, 7000] });
    assert.deepEqual([burst.outcome, burst.reason_code, burst.signal.value], ["in_review", "rhythm_burst", 3.5]);
    assert.equal(rhythm({ latest_s: [4, 3, 3] }).outcome, "verified");
    assert.equal(rhythm({ latest_s: [900, 4, 800, 3, 700, 1200] }).outcome, "verified");
  });

  test("says nothing with a few only", () => {
    assert.equal(rhythm({ pauses: 5, variation: 0 }).signal.status, "not_evaluated");
    assert.equal(rhythm({ variation: null }).signal.status, "not_evaluated");
  });

  test("is told by the clock of the zone", () => {
    assert.equal(hourIn(Date.parse("2026-07-01T22:30:00Z"), "Europe/Rome"), 0.5);
    assert.equal(hourIn(Date.parse("2026-01-01T00:00:00Z"), "America/New_York"), 19);
    assert.equal(hourIn(Date.parse("1969-12-31T12:00:00Z"), "Asia/Bangkok"), 19);
  });
});

describe("who shares a device or an address", () => {
  const account: AccountFacts = {
    created_at: after(-600),
    first_submission_at: after(0),
    device_others: 0,
    address_others: 0,
    kin: [],
  };
  const kin = (count: number, apart_minutes: number) =>
    Array.from({ length: count }, (_, n) => ({
      created_at: after(-600 + n * apart_minutes),
      first_submission_at: after(-590 + n * apart_minutes),
    }));

  test("weighs, and does not keep a family from being verified", () => {
    const family = seen({ account: { ...account, device_others: 2 } }, "sharing");
    assert.deepEqual([family.outcome, family.flags], ["verified", ["shared_device"]]);
    assert.match(signalWords(family.signal.explanation, "player", "en"), /2 other players/);
    assert.deepEqual(seen({ account: { ...account, address_others: 3 } }, "sharing").flags, ["shared_address"]);
    assert.equal(seen({ account: { ...account, address_others: 2 } }, "sharing").signal.weight, 0);
  });

  describe("by the address alone", () => {
    const at = (others: number, alike = 0, compared = true) =>
      seen({ account: { ...account, address: { compared, others, alike } } }, "sharing");

    test("weighs from the first on, more with each and with those alike, and never much", () => {
      const weights = [at(0), at(1), at(3), at(3, 3), at(19), at(9, 9), at(19, 19)].map(({ signal }) => signal.weight);
      assert.deepEqual(weights, [0, -25, -75, -150, -400, -400, -400]);
      assert.deepEqual([at(2).flags, at(3).flags], [[], ["shared_address"]]);
    });

    test("of a crowd counts only who is alike: strangers behind a carrier's gateway say nothing", () => {
      assert.deepEqual(
        [at(99), at(99, 2), at(99, 99)].map(({ signal }) => signal.weight),
        [0, -100, -400],
      );
    });

    test("that is only the server's own network is not called clean", () => {
      const { signal, outcome } = at(0, 0, false);
      assert.deepEqual([signal.status, signal.weight, outcome], ["not_evaluated", 0, "verified"]);
    });

    test("rejects nothing and sends nothing to a person that is verified without it", () => {
      for (const facts of scoredFacts()) {
        const shared = { ...facts, account: { ...account, address: { compared: true, others: 30, alike: 30 } } };
        assert.equal(assess(shared, currentRules).outcome, assess(facts, currentRules).outcome);
      }
    });
  });

  test("many accounts made together wait for a person, a few or old ones do not", () => {
    const burst = seen({ account: { ...account, kin: kin(30, 5) } }, "new_accounts");
    assert.deepEqual([burst.outcome, burst.reason_code, burst.signal.value], ["in_review", "new_account_burst", 30]);
    assert.equal(seen({ account: { ...account, kin: kin(4, 5) } }, "new_accounts").outcome, "verified");
    const old = { ...account, created_at: after(-60 * 24 * 300), kin: kin(30, 5) };
    assert.equal(seen({ account: old }, "new_accounts").outcome, "verified");
  });
});

test("the camera that is usual adds a little, another takes a little away", () => {
  const camera = (cameras: Facts["cameras"]) => seen({ exif: matchingExif, cameras }, "exif_device").signal.weight;
  assert.equal(camera([{ camera: matchingExif.camera!, count: 5 }]), 100);
  assert.equal(camera([{ camera: "Other", count: 5 }]), -200);
  assert.equal(camera([{ camera: "Other", count: 2 }]), 0);
});
