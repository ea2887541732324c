import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@oneheart/simulation";
import { ringScores, witnessGraph } from "../src/index.ts";

test("a hundred thousand players with four hundred thousand confirmations are scored without running out of anything", () => {
  const random = seededRandom(1);
  const edges = Array.from({ length: 400_000 }, () => {
    const player = Math.floor(random() * 100_000);
    const witness = (player + 1 + Math.floor(random() * 40)) % 100_000;
    return { witness: `p${witness}`, player: `p${player}`, at_ms: 0, weight: 1 };
  });
  const graph = witnessGraph(edges);
  const { scores } = ringScores(
    graph,
    Array.from({ length: 1000 }, (_, index) => `p${index * 100}`),
  );
  assert.ok(scores.length > 99_000);
  assert.ok(scores.every((score) => score >= 0 && score <= 1));
});
