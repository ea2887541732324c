import assert from "node:assert/strict";
import { test } from "node:test";
import { WHOLE_PARTS } from "@oneheart/contracts";
import { splitByWeights } from "@oneheart/ledger";
import fc from "fast-check";
import { costOf, tokensFor } from "../../src/rules/cost.ts";
import { type Payer, planCover } from "../../src/rules/cover.ts";
import { drawsOf, type ReservedShare } from "../../src/rules/draw.ts";
import { matchFor } from "../../src/rules/matching.ts";

const amount = fc.bigInt({ min: 0n, max: 10_000_000n });
const payer = fc
  .record({
    given_minor: fc.bigInt({ min: 1n, max: 10_000_000n }),
    spent_bps: fc.bigInt({ min: 0n, max: 10_000n }),
    rate_tokens: fc.bigInt({ min: 1n, max: 50n }),
    more: fc.bigInt({ min: 0n, max: 500n }),
  })
  .map(({ given_minor, spent_bps, rate_tokens, more }) => ({
    given_minor,
    free_minor: (given_minor * spent_bps) / 10_000n,
    rate_tokens,
    rate_minor: rate_tokens + more,
  }));
const payers = fc
  .array(payer, { maxLength: 5 })
  .map((all) => all.map((one, index): Payer => ({ ...one, campaign_id: `campaign-${index}` })));
const wanted = fc
  .tuple(fc.bigInt({ min: 0n, max: 2_000n }), fc.bigInt({ min: 0n, max: 8_000n }))
  .map(([least, more]) => ({ least, most: least + more }));
const programme = fc.option(amount, { nil: null });

/** A split over the payers, and sometimes the programme. */
function splitOver(all: readonly Payer[], weights: readonly bigint[]) {
  const parts = splitByWeights(BigInt(WHOLE_PARTS), weights.slice(0, all.length + 1)).map(Number);
  return { shares: all.map(({ campaign_id }, index) => ({ campaign_id, parts: parts[index]! })), programme_parts: parts[all.length]! };
}

test("a plan never goes beyond what is free, and its parts come to the whole", () => {
  fc.assert(
    fc.property(
      payers,
      programme,
      wanted,
      fc.option(fc.array(fc.bigInt({ min: 1n, max: 1_000n }), { minLength: 6, maxLength: 6 }), { nil: undefined }),
      (all, programme_free, want, weights) => {
        const agreed = weights === undefined || all.length === 0 ? undefined : splitOver(all, weights);
        const plan = planCover({ payers: all, agreed, programme_free }, want);
        assert.equal(plan.outcome === "unlimited", all.length === 0 && programme_free === null);
        if (plan.outcome !== "reserved") return;
        assert.equal(
          plan.shares.reduce((sum, { parts }) => sum + parts, plan.programme_parts),
          WHOLE_PARTS,
        );
        assert.ok(plan.tokens >= want.least && plan.tokens <= want.most);
        for (const share of plan.shares) {
          const source = all.find(({ campaign_id }) => campaign_id === share.campaign_id)!;
          assert.ok(share.amount_minor <= source.free_minor && share.amount_minor === costOf(share.tokens, source));
        }
        if (programme_free !== null) assert.ok(plan.programme_tokens! <= programme_free);
      },
    ),
  );
});

test("whatever an award comes to, its draws sum to it, and none is more than was reserved", () => {
  fc.assert(
    fc.property(payers, wanted, fc.bigInt({ min: 0n, max: 10_000n }), (all, want, share_bps) => {
      const plan = planCover({ payers: all, agreed: undefined, programme_free: null }, want);
      if (plan.outcome !== "reserved") return;
      const pools = { currency: "THB", local_bps: 6_000, national_bps: 3_000, global_bps: 1_000 };
      const shares = plan.shares.map(
        (one): ReservedShare => ({ ...all.find(({ campaign_id }) => campaign_id === one.campaign_id)!, ...one, ...pools }),
      );
      const tokens = (plan.tokens * share_bps) / 10_000n;
      const { draws, programme_tokens } = drawsOf(tokens, shares, plan.programme_parts);
      assert.equal(
        draws.reduce((sum, drawn) => sum + drawn.tokens, programme_tokens),
        tokens,
      );
      for (const { share, amount_minor } of draws) assert.ok(amount_minor <= share.amount_minor);
    }),
  );
});

test("tokens that money buys cost no more than the money, and one more would", () => {
  fc.assert(
    fc.property(amount, payer, (money, rate) => {
      const tokens = tokensFor(money, rate);
      assert.ok(costOf(tokens, rate) <= money && costOf(tokens + 1n, rate) > money);
    }),
  );
});

test("a split sums exactly, and is fair to less than one", () => {
  fc.assert(
    fc.property(amount, fc.array(fc.bigInt({ min: 0n, max: 1_000_000n }), { minLength: 1, maxLength: 8 }), (whole, weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0n);
      fc.pre(total > 0n);
      const split = splitByWeights(whole, weights);
      assert.equal(
        split.reduce((sum, part) => sum + part, 0n),
        whole,
      );
      for (const [index, part] of split.entries()) {
        const off = part * total - whole * weights[index]!;
        assert.ok(off < total && -off < total);
      }
    }),
  );
});

test("a match keeps to its ratio and to every limit", () => {
  const limit = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(
      amount,
      limit,
      limit,
      limit,
      amount,
      amount,
      amount,
      (given, ratio_bps, person_max_minor, total_max_minor, of_person_minor, in_all_minor, there_minor) => {
        const match = matchFor(given, { ratio_bps, person_max_minor, total_max_minor }, { of_person_minor, in_all_minor, there_minor });
        assert.ok(match >= 0n && match <= there_minor && match * 10_000n <= given * BigInt(ratio_bps));
        assert.ok(match === 0n || (of_person_minor + match <= BigInt(person_max_minor) && in_all_minor + match <= BigInt(total_max_minor)));
      },
    ),
  );
});
