import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { combinedWitnesses, dawidSkene, reviewerReliability, type Statement, type Vote, witnessWeight } from "../src/index.ts";
import { seededRandom } from "../src/simulation/index.ts";
import { refusal } from "./support/refusal.ts";

test("a reviewer with few right answers ranks below one with many mostly right ones", () => {
  const none = { agreed: 0, n: 0 };
  const perfect = reviewerReliability({ agreed: 5, n: 5 }, none);
  const proven = reviewerReliability({ agreed: 96, n: 100 }, none);
  assert.equal(perfect.agreement, 1);
  assert.ok(perfect.at_least < proven.at_least);
  assert.deepEqual(reviewerReliability(none, none), { agreement: null, at_least: 0, seeded_at_least: 0, n: 0 });
});

test("second opinions count for less than seeded cases", () => {
  const seeded = reviewerReliability({ agreed: 20, n: 20 }, { agreed: 0, n: 0 });
  const second = reviewerReliability({ agreed: 0, n: 0 }, { agreed: 20, n: 20 });
  assert.ok(second.at_least < seeded.at_least);
  assert.equal(second.n, 10);
  assert.throws(() => reviewerReliability({ agreed: 3, n: 2 }, { agreed: 0, n: 0 }), refusal("number_invalid"));
});

function votes(errors: readonly number[], items: number, seed: number): { votes: Vote[]; truth: Map<string, number> } {
  const random = seededRandom(seed);
  const truth = new Map(Array.from({ length: items }, (_, item) => [`item-${item}`, random() < 0.3 ? 1 : 0]));
  const cast = [...truth].flatMap(([item, label]) =>
    errors.map((error, rater) => ({ item, rater: `rater-${rater}`, label: random() < error ? 1 - label : label })),
  );
  return { votes: cast, truth };
}

test("Dawid and Skene's method finds every rater's errors, and the truth better than a majority does", () => {
  const errors = [0.03, 0.05, 0.4, 0.45, 0.4];
  const drawn = votes(errors, 1500, 9);
  const { items, raters, prevalence } = dawidSkene(drawn.votes, 2);
  errors.forEach((error, rater) => {
    const found = raters.get(`rater-${rater}`)!;
    assert.ok(Math.abs(found[0]![1]! - error) < 0.05 && Math.abs(found[1]![0]! - error) < 0.08, `rater ${rater}: ${JSON.stringify(found)}`);
  });
  assert.ok(Math.abs(prevalence[1]! - 0.3) < 0.05);
  const byItem = Map.groupBy(drawn.votes, ({ item }) => item);
  const wrong = (guess: (item: string) => boolean) => [...drawn.truth].filter(([item, label]) => guess(item) !== (label === 1)).length;
  const majority = wrong((item) => byItem.get(item)!.filter(({ label }) => label === 1).length >= 3);
  const estimated = wrong((item) => items.get(item)![1]! > 0.5);
  assert.ok(estimated < majority / 2, `${estimated} and ${majority}`);
});

test("a seeded item keeps its known answer whatever was voted, and its raters pay for it", () => {
  const drawn = votes([0.1, 0.1, 0.1], 50, 4);
  const lie = { item: "seeded", rater: "rater-0", label: 0 };
  const { items } = dawidSkene([...drawn.votes, lie], 2, { known: new Map([["seeded", 1]]) });
  assert.deepEqual(items.get("seeded"), [0, 1]);
});

test("probabilities of classes add up to one for any votes", () => {
  const vote = fc.record({
    item: fc.constantFrom("a", "b", "c"),
    rater: fc.constantFrom("r", "s", "t"),
    label: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(fc.array(vote, { minLength: 1, maxLength: 30 }), (cast) => {
      const { items, prevalence } = dawidSkene(cast, 3);
      for (const shares of [...items.values(), prevalence])
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9 && shares.every((share) => share >= 0));
    }),
  );
  assert.throws(() => dawidSkene([], 2), refusal("empty"));
  assert.throws(() => dawidSkene([{ item: "a", rater: "r", label: 2 }], 2), refusal("class_unknown"));
});

test("a witness weighs nothing as a newcomer or when right half of the time, more with a record, and less in a ring", () => {
  assert.equal(witnessWeight({ agreed: 0, n: 0 }), 0);
  assert.equal(witnessWeight({ agreed: 3, n: 3 }), 0);
  assert.equal(witnessWeight({ agreed: 50, n: 100 }), 0);
  const some = witnessWeight({ agreed: 12, n: 14 });
  const much = witnessWeight({ agreed: 990, n: 1000 });
  assert.ok(0 < some && some < much);
  assert.equal(much, 700);
  assert.equal(witnessWeight({ agreed: 990, n: 1000 }, 1), 0);
  assert.equal(witnessWeight({ agreed: 990, n: 1000 }, 0.5), 350);
});

test("any number of witnesses adds at most the cap, one circle counts once, and nothing outweighs a hard flag", () => {
  const statement = fc.record<Statement>({
    verdict: fc.constantFrom("confirm" as const, "dispute" as const),
    weight: fc.integer({ min: 0, max: 5000 }),
    circle: fc.constantFrom("a", "b", "c", "d", "e"),
  });
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 40 }), (statements) => {
      const sum = combinedWitnesses(statements, false);
      assert.ok(Math.abs(sum) <= 1500);
      assert.ok(combinedWitnesses(statements, true) <= 0);
      assert.equal(combinedWitnesses([...statements, ...statements], false), sum);
    }),
  );
  const word = (verdict: Statement["verdict"], circle: string) => ({ verdict, weight: 600, circle });
  assert.equal(combinedWitnesses([word("confirm", "a"), word("confirm", "a")], false), 600);
  assert.equal(combinedWitnesses([word("confirm", "a"), word("confirm", "b")], false), 1200);
  assert.equal(combinedWitnesses([word("confirm", "a"), word("dispute", "b")], false), 0);
  assert.equal(combinedWitnesses([word("dispute", "b")], true), -600);
});
