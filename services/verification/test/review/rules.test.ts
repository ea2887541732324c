import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReviewDecision } from "@oneheart/contracts";
import fc from "fast-check";
import { appealUntil } from "../../src/review/rules/appeal.ts";
import { isDrawn } from "../../src/review/rules/draw.ts";
import { standingOf } from "../../src/review/rules/opinions.ts";
import { reliabilityOf } from "../../src/review/rules/reliability.ts";
import { type FirstOpinion, wantsSecondOpinion } from "../../src/review/rules/second-opinion.ts";

const secret = Buffer.alloc(32, 3);

test("a draw hits its share, and is the same whenever it is asked and different under another secret", () => {
  const names = Array.from({ length: 5_000 }, (_, number) => `audit:${number}`);
  const drawn = names.filter((name) => isDrawn(secret, name, 400));
  assert.ok(Math.abs(drawn.length - 200) < 60, `${drawn.length} of 5,000 at 4 %`);
  assert.deepEqual(
    names.filter((name) => isDrawn(secret, name, 400)),
    drawn,
  );
  assert.notDeepEqual(
    names.filter((name) => isDrawn(Buffer.alloc(32, 4), name, 400)),
    drawn,
  );
  assert.ok(names.every((name) => isDrawn(secret, name, 10_000) && !isDrawn(secret, name, 0)));
});

test("who is drawn at a small share is drawn at every larger one", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 9_999 }), (name, share) => {
      assert.ok(!isDrawn(secret, name, share) || isDrawn(secret, name, share + 1));
    }),
  );
});

test("opinions lead to the word of most, and never more than three are asked", () => {
  const decision = fc.constantFrom<ReviewDecision>("approve", "reject");
  assert.deepEqual(standingOf(["approve"], false), { decision: "approve" });
  assert.deepEqual(standingOf(["approve"], true), { needs: 2 });
  assert.deepEqual(standingOf(["approve", "reject"], true), { needs: 3 });
  fc.assert(
    fc.property(decision, decision, decision, (first, second, third) => {
      const standing = standingOf([first, second, third], true);
      const approvals = [first, second, third].filter((one) => one === "approve").length;
      assert.deepEqual(standing, { decision: approvals >= 2 ? "approve" : "reject" });
    }),
  );
  assert.throws(() => standingOf([], true), RangeError);
});

test("second opinions: the table", () => {
  const plain: FirstOpinion = {
    ...{ purpose: "decision", decision: "approve", stake_tokens: 5, hard: false },
    ...{ decides_alone: true, is_drawn: false, has_others: true },
  };
  const table: Array<[Partial<FirstOpinion>, boolean]> = [
    [{}, false],
    [{ hard: true, has_others: false }, true],
    [{ hard: true, decision: "reject" }, false],
    [{ hard: true, purpose: "appeal", has_others: false }, true],
    [{ hard: true, purpose: "known" }, false],
    [{ is_drawn: true }, true],
    [{ is_drawn: true, has_others: false }, false],
    [{ decides_alone: false, has_others: false }, true],
    [{ decision: "reject" }, false],
    [{ decision: "reject", stake_tokens: 50, has_others: false }, true],
    [{ stake_tokens: 50 }, false],
    [{ purpose: "audit" }, false],
    [{ purpose: "audit", decision: "reject", has_others: false }, true],
    [{ purpose: "appeal", decision: "reject", stake_tokens: 99, is_drawn: true }, false],
    [{ purpose: "known", decision: "reject", stake_tokens: 99, is_drawn: true }, false],
  ];
  for (const [change, expected] of table)
    assert.equal(wantsSecondOpinion({ ...plain, ...change }, { second_opinion_from_tokens: 50 }), expected, JSON.stringify(change));
});

test("a reviewer decides alone until enough cases say otherwise", () => {
  const policy = { reliability_min_bps: 6_000, reliability_min_cases: 20 };
  const alone = (known_agreed: number, known_n: number, second_agreed = 0, second_n = 0) =>
    reliabilityOf({ known_agreed, known_n, second_agreed, second_n }, policy).decides_alone;
  assert.equal(alone(0, 0), true);
  assert.equal(alone(0, 19), true);
  assert.equal(alone(0, 20), false);
  assert.equal(alone(20, 20), true);
  assert.equal(alone(10, 10, 0, 10), false);
});

test("only a rejection can be appealed, for so many days, unless its appeal is open or was upheld", () => {
  const decided_at = new Date("2026-11-01T12:00:00Z");
  const until = (status: string, last?: "upheld" | "overturned" | null) => appealUntil({ status, decided_at, last }, 14)?.toISOString();
  assert.equal(until("rejected"), "2026-11-15T12:00:00.000Z");
  assert.equal(until("rejected", "overturned"), "2026-11-15T12:00:00.000Z");
  for (const last of ["upheld", null] as const) assert.equal(until("rejected", last), undefined);
  for (const status of ["verified", "in_review", "appealed"]) assert.equal(until(status), undefined);
});
