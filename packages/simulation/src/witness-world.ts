import type { WitnessEdge } from "@oneheart/trust";
import { type HonestSettings, honestConfirmations, honestPeople, type People } from "./honest-witnesses.ts";
import type { Random } from "./random.ts";
import { ringConfirmations, type SimulatedRing, type SimulatedRingSettings } from "./witness-rings.ts";

/** The parameters of a generated world of witnesses. */
export interface WitnessWorldSettings {
  readonly honest: HonestSettings;
  readonly rings: SimulatedRingSettings;
}

/** A generated world, with what is true about it. */
export interface WitnessWorld {
  readonly edges: WitnessEdge[];
  readonly people: People;
  readonly rings: SimulatedRing[];
  readonly ringMembers: ReadonlySet<string>;
  /** Known honest players, spread over the zones. */
  readonly seeds: string[];
}

/** Honest players with friends and neighbours, and rings among them. The same settings and seed give the same world. */
export function witnessWorld(settings: WitnessWorldSettings, random: Random): WitnessWorld {
  const people = honestPeople(settings.honest, random);
  const honest = honestConfirmations(people, settings.honest, random);
  const { edges, rings } = ringConfirmations(people, settings.rings, random);
  const ringMembers = new Set(rings.flatMap((ring) => ring.members));
  return { edges: [...honest, ...edges], people, rings, ringMembers, seeds: people.seeds };
}
