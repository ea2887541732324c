import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { combinedWitnesses, reviewerReliability, type Statement, witnessWeight } from "../src/index.ts";
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
