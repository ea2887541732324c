import { requireNumber } from "../errors.ts";
import { weightBetween } from "./csr.ts";
import type { WitnessGraph } from "./witness-graph.ts";

/** Somebody who confirmed a player, and how often either way. */
export interface Partner {
  readonly player: string;
  readonly confirmed_them: number;
  readonly was_confirmed: number;
  readonly same_group: boolean;
}

/** Who confirms a player, for a reviewer. Numbers are weights: counts where every confirmation weighs 1. */
export interface RingExplanation {
  readonly received: number;
  readonly from_group: number;
  readonly returned: number;
  readonly witnesses: number;
  /** The most frequent witnesses. */
  readonly partners: Partner[];
  /** One sentence. */
  readonly words: string;
}

/** Explains a player's place in the graph; undefined for one who is not in it. */
export function explainRing(graph: WitnessGraph, groups: Uint32Array, player: string, partners_max = 5): RingExplanation | undefined {
  requireNumber("partners_max", partners_max, 0);
  const node = graph.nodes.get(player);
  if (node === undefined) return undefined;
  const partners: Partner[] = [];
  for (let at = graph.received.offsets[node]!; at < graph.received.offsets[node + 1]!; at += 1) {
    const witness = graph.received.targets[at]!;
    partners.push({
      player: graph.ids[witness]!,
      confirmed_them: graph.received.weights[at]!,
      was_confirmed: weightBetween(graph.given, node, witness),
      same_group: groups[witness] === groups[node],
    });
  }
  partners.sort((a, b) => b.confirmed_them - a.confirmed_them || (a.player < b.player ? -1 : 1));
  const inside = partners.filter((partner) => partner.same_group);
  const from_group = sum(inside.map((partner) => partner.confirmed_them));
  const returned = sum(partners.map((partner) => Math.min(partner.confirmed_them, partner.was_confirmed)));
  const received = graph.receivedSums[node]!;
  const words =
    `${count(from_group)} of ${count(received)} confirmations come from ${inside.length} ${inside.length === 1 ? "player" : "players"} ` +
    `of the same group, and ${count(returned)} were returned.`;
  return { received, from_group, returned, witnesses: partners.length, partners: partners.slice(0, partners_max), words };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function count(value: number): string {
  return String(Math.round(value * 10) / 10);
}
