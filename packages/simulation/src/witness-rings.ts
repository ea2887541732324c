import type { WitnessEdge } from "@oneheart/trust";
import { type People, stranger } from "./honest-witnesses.ts";
import { pick, poisson, type Random, wholeBetween } from "./random.ts";

/**
 * Who confirms whom inside a ring: anybody anybody; a few neighbours on a circle each other; always the next two on a circle;
 * or everybody one leader, and each puppet once in a while by the leader.
 */
export type RingWiring = "clique" | "neighbours" | "cycle" | "leader";

/** A way in which rings behave. */
export interface RingBehaviour {
  readonly name: string;
  /** How much of the members goes into rings of this kind, relative to the others. */
  readonly share: number;
  readonly wiring: RingWiring;
  readonly size_min: number;
  readonly size_max: number;
  /** The share of the confirmations that members receive which comes from honest players around them, at least and at most. */
  readonly honest_received_min: number;
  readonly honest_received_max: number;
  /** Confirmations that members give to strangers for each one that they give inside. */
  readonly given_to_honest: number;
}

export interface SimulatedRingSettings {
  readonly members: number;
  readonly days: number;
  readonly actions_mean: number;
  readonly confirmations_mean: number;
  readonly behaviours: readonly RingBehaviour[];
}

export interface SimulatedRing {
  readonly behaviour: string;
  readonly members: string[];
}

/** Rings among honest people, with everything that they confirm and are confirmed by. */
export function ringConfirmations(
  people: People,
  settings: SimulatedRingSettings,
  random: Random,
): { edges: WitnessEdge[]; rings: SimulatedRing[] } {
  const shares = settings.behaviours.reduce((sum, behaviour) => sum + behaviour.share, 0);
  const edges: WitnessEdge[] = [];
  const rings: SimulatedRing[] = [];
  let made = 0;
  let due = 0;
  for (const behaviour of settings.behaviours) {
    due += (settings.members * behaviour.share) / shares;
    while (made < Math.round(due)) {
      const left = Math.round(due) - made;
      const wanted = smallRather(behaviour.size_min, behaviour.size_max, random);
      // What is left over would be a ring of one or two.
      const size = left - wanted < behaviour.size_min ? left : wanted;
      const members = Array.from({ length: size }, (_, index) => `ring-${made + index}`);
      made += size;
      rings.push({ behaviour: behaviour.name, members });
      for (const edge of confirmationsOf(members, behaviour, people, settings, random)) edges.push(edge);
    }
  }
  return { edges, rings };
}

function* confirmationsOf(
  members: readonly string[],
  behaviour: RingBehaviour,
  people: People,
  settings: SimulatedRingSettings,
  random: Random,
): Generator<WitnessEdge> {
  const zone = people.zoneOf.get(pick(random, people.ids))!;
  const span = behaviour.honest_received_max - behaviour.honest_received_min;
  const honest_received = behaviour.honest_received_min + span * random();
  for (const [index, player] of members.entries()) {
    for (let action = poisson(random, settings.actions_mean); action > 0; action -= 1) {
      const at_ms = Math.floor(random() * settings.days * 86_400_000);
      for (let count = poisson(random, settings.confirmations_mean); count > 0; count -= 1) {
        const honest = random() < honest_received;
        const witness = honest ? stranger(people, zone, 0, random) : accomplice(behaviour.wiring, members, index, random);
        if (witness === undefined || witness === player) continue;
        yield { witness, player, at_ms, weight: 1 };
        if (honest) continue;
        for (let given = poisson(random, behaviour.given_to_honest); given > 0; given -= 1)
          yield { witness, player: stranger(people, zone, 0, random), at_ms, weight: 1 };
      }
    }
  }
}

function accomplice(wiring: RingWiring, members: readonly string[], index: number, random: Random): string | undefined {
  const n = members.length;
  if (wiring === "clique") return pick(random, members);
  if (wiring === "neighbours") return members[(index + n + pick(random, [-2, -1, 1, 2])) % n];
  if (wiring === "cycle") return members[(index + wholeBetween(random, 1, 2)) % n];
  if (index === 0) return members[wholeBetween(random, 1, n - 1)];
  return random() < 0.1 ? members[0] : undefined;
}

/** Small sizes are more likely, as with real groups: log-uniform. */
function smallRather(min: number, max: number, random: Random): number {
  return Math.min(max, Math.floor(min * ((max + 1) / min) ** random()));
}
