import { requireNumber, TrustError } from "../errors.ts";
import { type Csr, csrOf, rowSums, transposed } from "./csr.ts";

/** One confirmation: `witness` vouched for an action of `player`. `weight` is positive, 1 for a plain confirmation. */
export interface WitnessEdge {
  readonly witness: string;
  readonly player: string;
  readonly at_ms: number;
  readonly weight: number;
}

/** Who vouched for whom, with the confirmations of one pair added up. */
export interface WitnessGraph {
  /** The player behind each node, in the order in which they first appear. */
  readonly ids: readonly string[];
  readonly nodes: ReadonlyMap<string, number>;
  /** From the witness to the player. */
  readonly given: Csr;
  /** From the player to the witness. */
  readonly received: Csr;
  /** The weight that each node received, and gave, in all. */
  readonly receivedSums: Float64Array;
  readonly givenSums: Float64Array;
}

/** Builds the graph of witnesses. Throws `self_witness` and `number_invalid`. */
export function witnessGraph(edges: readonly WitnessEdge[]): WitnessGraph {
  const nodes = new Map<string, number>();
  const nodeOf = (id: string): number => {
    const known = nodes.get(id);
    if (known !== undefined) return known;
    nodes.set(id, nodes.size);
    return nodes.size - 1;
  };
  const from = new Uint32Array(edges.length);
  const to = new Uint32Array(edges.length);
  const weights = new Float64Array(edges.length);
  edges.forEach((edge, index) => {
    if (edge.witness === edge.player) throw new TrustError("self_witness", edge.player);
    requireNumber("the weight of a confirmation", edge.weight, Number.MIN_VALUE);
    from[index] = nodeOf(edge.witness);
    to[index] = nodeOf(edge.player);
    weights[index] = edge.weight;
  });
  const given = csrOf(nodes.size, { from, to, weights });
  const received = transposed(given);
  return { ids: [...nodes.keys()], nodes, given, received, receivedSums: rowSums(received), givenSums: rowSums(given) };
}
