import { explainRing, ringScores, ringWeights, TrustError, type WitnessEdge, witnessGraph } from "@oneheart/trust";
import type { RingRow, RingRun } from "./ring-store.ts";

/** Who confirmed whom, and who is known to be honest. */
export interface RingInput {
  edges: WitnessEdge[];
  known_honest: string[];
}

/** What came out, with the players whose score says anything. */
export interface RingResult {
  run: RingRun;
  rows: RingRow[];
}

/** Lower scores are not worth a row. */
const keptFrom = 0.01;

/** Scores every player in the graph of witnesses. Run in another process: it takes seconds with many players. */
export function scoreRings({ edges, known_honest }: RingInput): RingResult {
  const counts = { version: ringWeights.version, confirmations: edges.length };
  if (edges.length === 0) return { run: { ...counts, status: "no_confirmations", players: 0, rings: 0 }, rows: [] };
  const graph = witnessGraph(edges);
  const players = graph.ids.length;
  try {
    const { scores, groups, rings } = ringScores(graph, known_honest);
    const rows = graph.ids.flatMap((player_id, node) => {
      const score = Math.round(scores[node]! * 1e6) / 1e6;
      if (score < keptFrom) return [];
      return [{ player_id, score, group_no: groups[node]!, words: explainRing(graph, groups, player_id)?.words ?? "" }];
    });
    return { run: { ...counts, status: "ok", players, rings: rings.length }, rows };
  } catch (error) {
    if (!(error instanceof TrustError && error.code === "seeds_missing")) throw error;
    return { run: { ...counts, status: "no_known_honest", players, rings: 0 }, rows: [] };
  }
}
