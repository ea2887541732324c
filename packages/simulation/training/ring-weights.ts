/** Prints the weights of `packages/trust/src/graph/ring-score.ts`, fitted to generated worlds. Run: node packages/simulation/training/ring-weights.ts */

import { fitLogistic, witnessGraph } from "@oneheart/trust";
import { ringFeatureNames, ringMeasures } from "@oneheart/trust/internals";
import { honestWorld, ringMixtures, ringWorld, seededRandom, witnessWorld } from "../src/index.ts";

const rows: number[][] = [];
const labels: boolean[] = [];
for (const seed of [101, 102, 103, 104]) {
  const world = witnessWorld({ honest: honestWorld, rings: ringWorld(ringMixtures.mixed) }, seededRandom(seed));
  const graph = witnessGraph(world.edges);
  const seeds = world.seeds.flatMap((id) => graph.nodes.get(id) ?? []);
  ringMeasures(graph, seeds).features.forEach((features, node) => {
    rows.push([...features]);
    labels.push(world.ringMembers.has(graph.ids[node]!));
  });
}
const { intercept, coefficients } = fitLogistic(rows, labels, { l2: 1, nonNegative: true });
const rounded = (value: number) => Number(value.toFixed(3));
console.log("intercept", rounded(intercept));
ringFeatureNames.forEach((name, index) => {
  console.log(`${name}: ${rounded(coefficients[index]!)},`);
});
