import {
  honestWorld,
  ringMixtures,
  ringWorld,
  seededRandom,
  type WitnessWorld,
  type WitnessWorldSettings,
  witnessWorld,
} from "@oneheart/simulation";
import { ringReviewFrom, ringScores, witnessGraph } from "@oneheart/trust";

/** How well rings are found in worlds of one kind: means over the seeds, and the worst. */
interface RingFigures {
  /** Of as many highest-scored players as there are ring members, the share who are. */
  precision_at_k: number;
  precision_at_k_worst: number;
  /** The share of honest groups of friends with at least one member whose score calls for review, and with at least half. */
  honest_flagged: number;
  honest_flagged_worst: number;
  honest_flagged_half: number;
  /** The share of ring members whose score calls for review. */
  found: number;
}

export interface RingMeasurement {
  ring_precision: number;
  honest_flagged: number;
  by_setting: Record<string, RingFigures>;
}

/** Seeds that no weight was fitted to. */
const heldOutSeeds = [1, 2, 3, 4, 5];

/** The worlds that are measured; weights were fitted to others of the first kind. */
const settings: Record<string, WitnessWorldSettings> = {
  ...Object.fromEntries(
    Object.entries(ringMixtures).map(([name, behaviours]) => [name, { honest: honestWorld, rings: ringWorld(behaviours) }]),
  ),
  small_programme: {
    honest: { ...honestWorld, players: 2000, zones: 6 },
    rings: { ...ringWorld(ringMixtures.mixed), members: 60 },
  },
  tiny_zones: {
    honest: { ...honestWorld, players: 2000, zones: 60 },
    rings: { ...ringWorld(ringMixtures.mixed), members: 60 },
  },
};

/** Prints the parameters of the generator and measures every kind of world on held-out seeds. */
export function measureRings(seeds: readonly number[] = heldOutSeeds): RingMeasurement {
  const by_setting: Record<string, RingFigures> = {};
  for (const [name, world] of Object.entries(settings)) {
    console.log(`generated world "${name}": ${JSON.stringify(world)}`);
    by_setting[name] = measureSetting(world, seeds);
    console.log(`  ${JSON.stringify(by_setting[name])}`);
  }
  const { precision_at_k, honest_flagged } = by_setting.mixed!;
  return { ring_precision: precision_at_k, honest_flagged, by_setting };
}

function measureSetting(setting: WitnessWorldSettings, seeds: readonly number[]): RingFigures {
  const worlds = seeds.map((seed) => measureWorld(witnessWorld(setting, seededRandom(seed))));
  const mean = (of: (world: WorldFigures) => number) => rounded(worlds.reduce((sum, world) => sum + of(world), 0) / worlds.length);
  return {
    precision_at_k: mean((world) => world.precision),
    precision_at_k_worst: rounded(Math.min(...worlds.map((world) => world.precision))),
    honest_flagged: mean((world) => world.flaggedAny),
    honest_flagged_worst: rounded(Math.max(...worlds.map((world) => world.flaggedAny))),
    honest_flagged_half: mean((world) => world.flaggedHalf),
    found: mean((world) => world.found),
  };
}

interface WorldFigures {
  precision: number;
  flaggedAny: number;
  flaggedHalf: number;
  found: number;
}

function measureWorld(world: WitnessWorld): WorldFigures {
  const graph = witnessGraph(world.edges);
  const { scores } = ringScores(graph, world.seeds);
  const ringNodes = graph.ids
    .keys()
    .filter((node) => world.ringMembers.has(graph.ids[node]!))
    .toArray();
  const inRing = new Set(ringNodes);
  const highest = [...graph.ids.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, ringNodes.length);
  const flagged = (player: string) => (scores[graph.nodes.get(player) ?? -1] ?? 0) >= ringReviewFrom;
  const groups = world.people.groups;
  const share = (least: (members: readonly string[]) => number) =>
    groups.filter(({ members }) => members.filter(flagged).length >= least(members)).length / groups.length;
  return {
    precision: highest.filter((node) => inRing.has(node)).length / ringNodes.length,
    flaggedAny: share(() => 1),
    flaggedHalf: share((members) => members.length / 2),
    found: ringNodes.filter((node) => scores[node]! >= ringReviewFrom).length / ringNodes.length,
  };
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}
