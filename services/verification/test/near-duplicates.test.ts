import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { signalWords } from "@oneheart/messages";
import fc from "fast-check";
import { assess } from "../src/assessment/rules/assess.ts";
import type { NearDuplicateFacts, NearestDuplicate } from "../src/assessment/rules/facts.ts";
import { inOrderOfWeight, type NearDuplicate } from "../src/pictures/rules/near-duplicate.ts";
import { currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsWith, matchingExif } from "./support/facts.ts";

const like = (distance: number, change: Partial<NearDuplicate> = {}): NearDuplicate => {
  const proof_id = change.proof_id ?? `p${distance}`;
  return { proof_id, quest_id: "r", player_id: "b", received_at: new Date(1000), distance, ...change };
};
const mine = { proof_id: "p", quest_id: "q", player_id: "a", received_at: new Date(2000) };

describe("a picture that looks like another", () => {
  const assessment = (lookalike: NearDuplicateFacts, kind: "image" | "video" = "image") =>
    assess(factsWith({ lookalike, media: { kind }, exif: matchingExif }), currentRules);
  const near = (distance: number, change: Partial<NearestDuplicate> = {}) =>
    assessment({
      state: "evaluated",
      pictures: 1,
      nearest: { proof_id: "p", distance, of: "other_player", when: "before", ...change },
    });
  const signal = ({ signals }: ReturnType<typeof assessment>) => signals.find(({ code }) => code === "lookalike")!;

  test("waits for a person when it is the same, however good everything else is, and is never rejected", () => {
    for (const distance of [0, 31])
      for (const whose of ["other_player", "other_quest"] as const)
        for (const when of ["before", "since"] as const) {
          const found = near(distance, { of: whose, when });
          assert.deepEqual([found.outcome, found.reason_code, found.hard], ["in_review", "picture_reused", true]);
          assert.ok(found.score < 85);
        }
  });

  test("weighs enough to wait for a person when it is similar", () => {
    for (const distance of [32, 75]) {
      const found = near(distance);
      assert.deepEqual([found.outcome, found.hard, found.flags], ["in_review", false, ["picture_similar"]]);
    }
  });

  test("does no harm when it is another picture, or one for the same quest", () => {
    assert.equal(near(76).outcome, "verified");
    assert.equal(near(3, { of: "same_quest", when: "never" }).outcome, "verified");
    assert.equal(assessment({ state: "evaluated", pictures: 1, nearest: null }).outcome, "verified");
  });

  test("waits for a person when it could not be compared, and is not called clean", () => {
    for (const [reason, kind] of [
      ["undecodable", "image"],
      ["no_decoder", "video"],
    ] as const) {
      const found = assessment({ state: "not_evaluated", reason }, kind);
      assert.deepEqual([found.outcome, found.reason_code, signal(found).status], ["in_review", "picture_not_compared", "not_evaluated"]);
    }
    const dark = assessment({ state: "not_evaluated", reason: "featureless" });
    assert.deepEqual([dark.outcome, dark.reason_code], ["in_review", "picture_featureless"]);
  });

  test("explains itself in a sentence that accuses nobody", () => {
    const found = [near(0), near(40), near(0, { of: "same_quest" }), near(200), assessment({ state: "not_evaluated", reason: "broken" })];
    for (const each of found) {
      assert.match(signalWords(signal(each).explanation, "player", "en"), /^[A-Z].{15,150}\.$/);
      assert.doesNotMatch(signalWords(signal(each).explanation, "player", "en"), /cheat|fraud|fake|stole/i);
    }
  });
});

describe("of several that look alike", () => {
  test("the same picture for another quest says the most, then what came before, then the nearest", () => {
    const same_quest = like(0, { proof_id: "own", quest_id: "q", player_id: "a" });
    const later = like(2, { proof_id: "later", received_at: new Date(3000) });
    const similar = like(40, { proof_id: "similar" });
    const same = like(20, { proof_id: "same" });
    const order = [same, later, similar, same_quest];
    for (let from = 0; from < order.length; from += 1)
      assert.equal(inOrderOfWeight(mine, order.slice(from).reverse(), 31)[0]?.proof_id, order[from]!.proof_id);
    assert.deepEqual(inOrderOfWeight(mine, [], 31), []);
  });

  test("the choice does not depend on their order", () => {
    const likes = fc.uniqueArray(fc.record({ id: fc.nat(50), distance: fc.nat(75), at: fc.nat(4), own: fc.boolean() }), {
      selector: ({ id }) => id,
      minLength: 1,
    });
    fc.assert(
      fc.property(likes, (list) => {
        const others = list.map(({ id, distance, at, own }) =>
          like(distance, { proof_id: `p${id}`, quest_id: own ? "q" : "r", received_at: new Date(at * 1000) }),
        );
        assert.deepEqual(inOrderOfWeight(mine, others, 31), inOrderOfWeight(mine, others.toReversed(), 31));
      }),
    );
  });
});
