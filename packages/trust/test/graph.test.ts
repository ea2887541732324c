import assert from "node:assert/strict";
import { test } from "node:test";
import { honestWorld, ringMixtures, ringWorld, seededRandom, witnessWorld } from "@oneheart/simulation";
import fc from "fast-check";
import { closeness } from "../src/graph/closeness.ts";
import { csrOf, nodeCount, symmetric } from "../src/graph/csr.ts";
import { louvain } from "../src/graph/louvain.ts";
import { seedTrust, sybilRank } from "../src/graph/sybil-rank.ts";
import { explainRing, ringScores, type WitnessEdge, witnessGraph } from "../src/index.ts";
import { refusal } from "./support/refusal.ts";

type Triple = readonly [number, number, number];
const triples = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 5 })), { maxLength: 60 });

function csr(n: number, edges: readonly Triple[]) {
  return csrOf(n, {
    from: Uint32Array.from(edges, ([from]) => from),
    to: Uint32Array.from(edges, ([, to]) => to),
    weights: Float64Array.from(edges, ([, , weight]) => weight),
  });
}

function confirmations(...pairs: readonly (readonly [witness: string, player: string, times?: number])[]): WitnessEdge[] {
  return pairs.flatMap(([witness, player, times = 1]) => Array.from({ length: times }, () => ({ witness, player, at_ms: 0, weight: 1 })));
}

test("sparse rows hold every edge once, ascending, with its weights added up", () => {
  fc.assert(
    fc.property(triples, (edges) => {
      const graph = csr(10, edges);
      const sums = new Map<string, number>();
      for (const [from, to, weight] of edges) sums.set(`${from} ${to}`, (sums.get(`${from} ${to}`) ?? 0) + weight);
      const read = new Map<string, number>();
      for (let node = 0; node < nodeCount(graph); node += 1)
        for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at += 1) {
          if (at > graph.offsets[node]!) assert.ok(graph.targets[at - 1]! < graph.targets[at]!);
          read.set(`${node} ${graph.targets[at]}`, graph.weights[at]!);
        }
      assert.deepEqual(read, new Map([...sums].sort((a, b) => (a[0] < b[0] ? -1 : 1))));
    }),
  );
});

test("SybilRank neither makes nor loses trust, and after long enough everybody connected has the same by degree", () => {
  const ring = symmetric(
    csr(5, [
      [0, 1, 1],
      [1, 2, 2],
      [2, 3, 1],
      [3, 4, 3],
      [4, 0, 1],
      [0, 2, 1],
    ] as const),
  );
  const initial = seedTrust(ring, [0]);
  const degrees = [3, 3, 4, 4, 4];
  for (const iterations of [0, 1, 3, 200]) {
    const total = sybilRank(ring, initial, iterations).reduce((sum, trust, node) => sum + trust * degrees[node]!, 0);
    assert.ok(Math.abs(total - 18) < 1e-9);
  }
  for (const trust of sybilRank(ring, initial, 200)) assert.ok(Math.abs(trust - 1) < 1e-6);
});

/** Two random regions, with `attack_edges` between them: nodes 0 to 199 and 200 to 299. */
function twoRegions(attack_edges: number) {
  const random = seededRandom(2);
  const edges: Triple[] = [];
  const link = (start: number, n: number) => {
    for (let node = 0; node < n; node += 1)
      for (let k = 0; k < 6; k += 1) {
        const other = Math.floor(random() * n);
        if (other !== node) edges.push([start + node, start + other, 1]);
      }
  };
  link(0, 200);
  link(200, 100);
  for (let k = 0; k < attack_edges; k += 1) edges.push([Math.floor(random() * 200), 200 + Math.floor(random() * 100), 1]);
  return symmetric(csr(300, edges));
}

test("behind few attack edges every Sybil ranks below every honest node; behind many they do not", () => {
  const few = sybilRank(twoRegions(3), seedTrust(twoRegions(3), [0, 50, 100, 150]));
  assert.ok(Math.max(...few.subarray(200)) < Math.min(...few.subarray(0, 200)));
  const many = sybilRank(twoRegions(400), seedTrust(twoRegions(400), [0, 50, 100, 150]));
  assert.ok(Math.max(...many.subarray(200)) > Math.min(...many.subarray(0, 200)));
});

test("seeds give each community in proportion to its degrees", () => {
  const graph = symmetric(
    csr(6, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 0, 1],
      [3, 4, 1],
      [4, 5, 1],
    ] as const),
  );
  const trust = seedTrust(graph, [0, 1, 4], Uint32Array.of(0, 0, 0, 1, 1, 1));
  assert.deepEqual([...trust], [3, 3, 0, 0, 4, 0]);
  assert.throws(() => seedTrust(graph, []), refusal("seeds_missing"));
  assert.throws(() => seedTrust(graph, [6]), refusal("number_invalid"));
});

test("Louvain finds Zachary's karate club's communities at the published modularity", () => {
  const rows =
    "1:2 3 4 5 6 7 8 9 11 12 13 14 18 20 22 32;2:3 4 8 14 18 20 22 31;3:4 8 9 10 14 28 29 33;4:8 13 14;5:7 11;6:7 11 17;7:17;9:31 33 34;10:34;14:34;15:33 34;16:33 34;19:33 34;20:34;21:33 34;23:33 34;24:26 28 30 33 34;25:26 28 32;26:32;27:30 34;28:34;29:32 34;30:33 34;31:33 34;32:33 34;33:34";
  const edges = rows.split(";").flatMap((row) => {
    const [from, others] = row.split(":") as [string, string];
    return others.split(" ").map((to): Triple => [Number(from) - 1, Number(to) - 1, 1]);
  });
  assert.equal(edges.length, 78);
  const communities = louvain(symmetric(csr(34, edges)));
  const degree = new Float64Array(34);
  for (const [a, b] of edges) {
    degree[a]! += 1;
    degree[b]! += 1;
  }
  let modularity = 0;
  for (const [a, b] of edges) if (communities[a] === communities[b]) modularity += 1 / 78;
  for (let a = 0; a < 34; a += 1)
    for (let b = 0; b < 34; b += 1) if (communities[a] === communities[b]) modularity -= (degree[a]! * degree[b]!) / (2 * 78) ** 2;
  assert.ok(modularity > 0.41 && modularity < 0.4199, String(modularity));
});

test("separate cliques are communities of their own, however many, and a higher resolution gives no fewer groups", () => {
  const edges: Triple[] = [];
  for (let clique = 0; clique < 30; clique += 1)
    for (let a = 0; a < 4; a += 1) for (let b = 0; b < a; b += 1) edges.push([4 * clique + a, 4 * clique + b, 1]);
  assert.deepEqual(
    [...louvain(symmetric(csr(120, edges)))],
    Array.from({ length: 120 }, (_, node) => Math.floor(node / 4)),
  );
  fc.assert(
    fc.property(triples, (random) => {
      const graph = symmetric(csr(10, random));
      const groups = (resolution: number) => new Set(louvain(graph, resolution)).size;
      assert.ok(groups(0.01) <= groups(1000));
    }),
  );
});

test("reciprocity and clustering are of what was received, so confirming strangers changes neither", () => {
  const circle = confirmations(["a", "b", 2], ["b", "a", 1], ["a", "c"], ["c", "a"], ["b", "c"], ["c", "b"], ["s", "a", 2]);
  const measure = (edges: WitnessEdge[]) => {
    const graph = witnessGraph(edges);
    const { reciprocity, clustering } = closeness(graph);
    const node = graph.nodes.get("a")!;
    return [reciprocity[node], clustering[node]];
  };
  // a received b, c and s twice: two of four were returned; of the pairs bc (1), bs (2), cs (2) only bc is linked.
  assert.deepEqual(measure(circle), [0.5, 0.2]);
  assert.deepEqual(measure([...circle, ...confirmations(["a", "x", 9], ["a", "y", 9])]), [0.5, 0.2]);
});

test("being one's own witness, and a weight that is none, are refused", () => {
  assert.throws(() => witnessGraph(confirmations(["a", "a"])), refusal("self_witness"));
  assert.throws(() => witnessGraph([{ witness: "a", player: "b", at_ms: 0, weight: 0 }]), refusal("number_invalid"));
});

/** The benchmark's world at a tenth of its size. */
function smallWorld(seed: number) {
  const rings = { ...ringWorld(ringMixtures.mixed), members: 60 };
  return witnessWorld({ honest: { ...honestWorld, players: 2000, zones: 6 }, rings }, seededRandom(seed));
}

test("members of rings get the highest scores among 2,000 honest players, and few groups of friends are touched", () => {
  const world = smallWorld(21);
  const graph = witnessGraph(world.edges);
  const { scores, rings } = ringScores(graph, world.seeds, 0.5);
  const ranked = [...graph.ids].sort((a, b) => scores[graph.nodes.get(b)!]! - scores[graph.nodes.get(a)!]!);
  const hits = ranked.slice(0, 60).filter((player) => world.ringMembers.has(player)).length;
  assert.ok(hits >= 54, `${hits} of 60`);
  const touched = world.people.groups.filter(({ members }) => members.some((id) => (scores[graph.nodes.get(id) ?? -1] ?? 0) >= 0.5)).length;
  assert.ok(touched <= 0.02 * world.people.groups.length, `${touched} of ${world.people.groups.length}`);
  const listed = rings.flatMap(({ members }) => members).filter((player) => world.ringMembers.has(player)).length;
  assert.ok(listed >= 48, `${listed} of 60 are in a listed ring`);
});

test("the same graph and seeds give the same scores, and without a known player there are none", () => {
  const world = smallWorld(22);
  const again = smallWorld(22);
  assert.deepEqual(ringScores(witnessGraph(world.edges), world.seeds), ringScores(witnessGraph(again.edges), again.seeds));
  assert.throws(() => ringScores(witnessGraph(world.edges), ["nobody"]), refusal("seeds_missing"));
});

test("an explanation counts who confirmed whom", () => {
  const graph = witnessGraph(confirmations(["b", "a", 8], ["a", "b", 5], ["c", "a", 3], ["s", "a"]));
  const groups = Uint32Array.from(graph.ids, (id) => (id === "s" ? 1 : 0));
  assert.deepEqual(explainRing(graph, groups, "a", 2), {
    received: 12,
    from_group: 11,
    returned: 5,
    witnesses: 3,
    partners: [
      { player: "b", confirmed_them: 8, was_confirmed: 5, same_group: true },
      { player: "c", confirmed_them: 3, was_confirmed: 0, same_group: true },
    ],
    words: "11 of 12 confirmations come from 2 players of the same group, and 5 were returned.",
  });
  assert.equal(explainRing(graph, groups, "nobody"), undefined);
});
