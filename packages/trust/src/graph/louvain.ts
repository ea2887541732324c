import { type Csr, csrOf, nodeCount, rowSums, sourcesOf } from "./csr.ts";
import { groupCount } from "./groups.ts";

/**
 * Communities by modularity (Blondel, Guillaume, Lambiotte, Lefebvre: "Fast unfolding of communities in large networks", 2008)
 * of a symmetric graph, with a resolution (Reichardt and Bornholdt 2006): above 1 gives smaller groups. Nodes are visited in
 * ascending order and ties go to the lower number, so the same graph always gives the same groups.
 * The answer is one community per node, numbered from 0 in the order of their first nodes.
 */
export function louvain(graph: Csr, resolution = 1): Uint32Array {
  let level = graph;
  let membership: Uint32Array = renumber(localMoves(level, resolution));
  let communities: Uint32Array = membership;
  for (;;) {
    const count = groupCount(communities);
    if (count === nodeCount(level)) return renumber(membership);
    level = merged(level, communities, count);
    communities = renumber(localMoves(level, resolution));
    membership = membership.map((community) => communities[community]!);
  }
}

/** Moves single nodes to the neighbouring community that gains most until no move gains. */
function localMoves(graph: Csr, resolution: number): Uint32Array {
  const n = nodeCount(graph);
  const degrees = rowSums(graph);
  const total = degrees.reduce((sum, degree) => sum + degree, 0);
  const community = Uint32Array.from({ length: n }, (_, node) => node);
  const sums = degrees.slice();
  const links = new Float64Array(n);
  const touched: number[] = [];
  for (let moved = total > 0; moved; ) {
    moved = false;
    for (let node = 0; node < n; node += 1) {
      const home = community[node]!;
      linksTo(graph, node, community, links, touched);
      sums[home]! -= degrees[node]!;
      const gain = (to: number) => links[to]! - (resolution * degrees[node]! * sums[to]!) / total;
      let best = home;
      let most = gain(home);
      for (const to of touched) {
        const gained = gain(to);
        // Rounding must not make two equal choices swap for ever.
        if (gained > most + 1e-9 * total) {
          best = to;
          most = gained;
        }
      }
      sums[best]! += degrees[node]!;
      community[node] = best;
      moved ||= best !== home;
      for (const to of touched) links[to] = 0;
      touched.length = 0;
    }
  }
  return community;
}

/** Adds up the weight from a node to each community next to it; loops do not count. */
function linksTo(graph: Csr, node: number, community: Uint32Array, links: Float64Array, touched: number[]): void {
  for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at += 1) {
    const other = graph.targets[at]!;
    if (other === node) continue;
    const to = community[other]!;
    if (links[to] === 0) touched.push(to);
    links[to]! += graph.weights[at]!;
  }
}

/** One node per community; what was inside becomes a loop. */
function merged(graph: Csr, community: Uint32Array, count: number): Csr {
  const from = sourcesOf(graph).map((node) => community[node]!);
  const to = graph.targets.map((node) => community[node]!);
  return csrOf(count, { from, to, weights: graph.weights });
}

function renumber(community: Uint32Array): Uint32Array<ArrayBuffer> {
  const names = new Map<number, number>();
  return Uint32Array.from(community, (name) => {
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name)!;
  });
}
