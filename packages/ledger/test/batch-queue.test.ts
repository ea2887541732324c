import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Batch, createBatchQueue } from "../src/batch-queue.ts";
import { move, player } from "./scenario.ts";

type Pair = [from: number, to: number];

function queueOf(...pairs: Pair[]) {
  const queue = createBatchQueue<Pair>();
  for (const pair of pairs) queue.push(pair, draftOf(pair));
  return queue;
}

function draftOf([from, to]: Pair) {
  return move(player(`p${from}`), player(`p${to}`), 1n);
}

describe("a queue of postings", () => {
  it("keeps batches apart that touch the same account, and lets others pass", () => {
    const queue = queueOf([1, 2], [2, 3], [4, 5]);
    const first = queue.take(1)!;
    assert.deepEqual(first.items, [[1, 2]]);
    assert.deepEqual(queue.take(2)!.items, [[4, 5]]);
    assert.equal(queue.take(2), undefined);
    first.done();
    assert.deepEqual(queue.take(2)!.items, [[2, 3]]);
  });

  it("lets nobody overtake an earlier item at one of its accounts", () => {
    const queue = queueOf([1, 2], [2, 3]);
    const first = queue.take(1)!;
    queue.push([3, 4], draftOf([3, 4]));
    assert.equal(queue.take(3), undefined, "account 3 is reserved for the item that waits for account 2");
    first.done();
    assert.deepEqual(queue.take(3)!.items, [
      [2, 3],
      [3, 4],
    ]);
  });

  it("lets a whole batch go that waits for one account, so that its preparations are made meanwhile", () => {
    const queue = queueOf([1, 0], [2, 0], [3, 0], [4, 0], [5, 0]);
    assert.deepEqual(queue.take(2)!.items, [
      [1, 0],
      [2, 0],
    ]);
    assert.ok(queue.hasEnough(2, 2));
    assert.deepEqual(queue.take(2)!.items, [
      [3, 0],
      [4, 0],
    ]);
    assert.ok(!queue.hasEnough(2, 2));
    assert.equal(queue.take(2), undefined);
    assert.equal(queue.size, 1);
  });

  it("hands out every item once, and those of one account in the order in which they came", () => {
    const action = fc.oneof(
      fc.tuple(fc.nat(6), fc.nat(6)).filter(([from, to]) => from !== to),
      fc.constantFrom("take" as const, "done" as const),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 120 }), fc.integer({ min: 1, max: 5 }), (actions, items_max) => {
        const queue = createBatchQueue<{ pair: Pair; number: number }>();
        const underWay: Batch<unknown>[] = [];
        const handedOut: Array<{ pair: Pair; number: number }> = [];
        let count = 0;
        const take = () => {
          const batch = queue.take(items_max);
          if (batch === undefined) return;
          assert.ok(batch.items.length > 0 && batch.items.length <= items_max);
          handedOut.push(...batch.items);
          underWay.push(batch);
        };
        for (const step of actions) {
          if (step === "take") take();
          else if (step === "done") underWay.shift()?.done();
          else queue.push({ pair: step as Pair, number: count++ }, draftOf(step as Pair));
        }
        while (queue.size > 0) {
          take();
          underWay.shift()?.done();
        }
        assert.equal(handedOut.length, count);
        for (let account = 0; account <= 6; account += 1) {
          const numbers = handedOut.filter(({ pair }) => pair.includes(account)).map(({ number }) => number);
          assert.deepEqual(
            numbers,
            numbers.toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });
});
