import type { WitnessEdge } from "@oneheart/trust";
import { beta, normal, pick, poisson, type Random, shuffled, wholeBetween } from "./random.ts";

export interface HonestSettings {
  readonly players: number;
  readonly zones: number;
  readonly days: number;
  /** Actions per player are log-normal: heavy-tailed, most do little. */
  readonly actions_median: number;
  readonly actions_sigma: number;
  readonly actions_max: number;
  /** The mean number of confirmations of an action. */
  readonly confirmations_mean: number;
  /** The share of players with friends here, and how likely each size of a group of friends is, from 2 on. */
  readonly befriended: number;
  readonly group_size_weights: readonly number[];
  /** The share of the befriended who belong to a second group. */
  readonly second_group: number;
  /** How much of what a group's members are confirmed by comes from inside it: mean and concentration of a Beta distribution. */
  readonly cohesion_mean: number;
  readonly cohesion_concentration: number;
  /** How likely friends confirm each other on the same occasion, and how likely a stranger is from another zone. */
  readonly joint: number;
  readonly far: number;
  /** The share of honest players known to be honest. */
  readonly seed_share: number;
}

export interface FriendGroup {
  readonly members: string[];
  readonly cohesion: number;
}

export interface People {
  readonly ids: readonly string[];
  readonly zoneOf: ReadonlyMap<string, number>;
  /** Players by zone, each as often as they act: who is around to confirm something. */
  readonly around: readonly string[][];
  readonly actions: ReadonlyMap<string, number>;
  readonly groups: readonly FriendGroup[];
  readonly groupsOf: ReadonlyMap<string, FriendGroup[]>;
  readonly seeds: string[];
}

/** Honest players with their zones (sizes by Zipf's law), activity and friends. */
export function honestPeople(settings: HonestSettings, random: Random): People {
  const ids = Array.from({ length: settings.players }, (_, index) => `honest-${index}`);
  const byZone: string[][] = Array.from({ length: settings.zones }, () => []);
  const zoneOf = new Map<string, number>();
  const actions = new Map<string, number>();
  for (const id of ids) {
    const zone = chooseZone(settings.zones, random);
    zoneOf.set(id, zone);
    byZone[zone]!.push(id);
    actions.set(
      id,
      Math.min(settings.actions_max, Math.round(settings.actions_median * Math.exp(settings.actions_sigma * normal(random)))),
    );
  }
  const groups = byZone.flatMap((members) => friendGroups(members, settings, random));
  const groupsOf = new Map<string, FriendGroup[]>();
  for (const group of groups) for (const id of group.members) groupsOf.set(id, [...(groupsOf.get(id) ?? []), group]);
  const around = byZone.map((members) => members.flatMap((id) => Array<string>(actions.get(id)! + 1).fill(id)));
  const seeds = byZone.flatMap((members) => knownHonest(members, actions, settings.seed_share));
  return { ids, zoneOf, around, actions, groups, groupsOf, seeds };
}

/** What honest players confirm: friends, often each other on the same occasion, and whoever is around. */
export function honestConfirmations(people: People, settings: HonestSettings, random: Random): WitnessEdge[] {
  const edges: WitnessEdge[] = [];
  const period_ms = settings.days * 86_400_000;
  for (const player of people.ids) {
    for (let action = 0; action < people.actions.get(player)!; action += 1) {
      const at_ms = Math.floor(random() * period_ms);
      const groups = people.groupsOf.get(player);
      const group = groups === undefined ? undefined : pick(random, groups);
      for (let count = poisson(random, settings.confirmations_mean); count > 0; count -= 1) {
        const friendly = group !== undefined && random() < group.cohesion;
        const witness = friendly ? pick(random, group.members) : stranger(people, people.zoneOf.get(player)!, settings.far, random);
        if (witness === player) continue;
        edges.push({ witness, player, at_ms, weight: 1 });
        if (friendly && random() < settings.joint) edges.push({ witness: player, player: witness, at_ms, weight: 1 });
      }
    }
  }
  return edges;
}

/** Somebody who is around in a zone, or sometimes a traveller from another. */
export function stranger(people: People, zone: number, far: number, random: Random): string {
  const occupied = people.around[zone]!.length > 0 && random() >= far;
  return pick(
    random,
    occupied
      ? people.around[zone]!
      : pick(
          random,
          people.around.filter((members) => members.length > 0),
        ),
  );
}

function chooseZone(zones: number, random: Random): number {
  return Math.min(zones - 1, Math.floor(zones ** random()) - 1);
}

function friendGroups(members: readonly string[], settings: HonestSettings, random: Random): FriendGroup[] {
  const befriended = shuffled(random, members).slice(0, Math.round(members.length * settings.befriended));
  const groups: FriendGroup[] = [];
  for (let start = 0; start < befriended.length; ) {
    const size = 2 + weighted(settings.group_size_weights, random);
    const inside = befriended.slice(start, start + size);
    start += size;
    if (inside.length < 2) break;
    const cohesion = beta(random, settings.cohesion_mean, settings.cohesion_concentration);
    const outsider = befriended[wholeBetween(random, 0, befriended.length - 1)]!;
    const joins = random() < settings.second_group * inside.length && !inside.includes(outsider);
    groups.push({ members: joins ? [...inside, outsider] : inside, cohesion });
  }
  return groups;
}

/** The most active of a zone: those whom staff have met. */
function knownHonest(members: readonly string[], actions: ReadonlyMap<string, number>, share: number): string[] {
  return members.toSorted((a, b) => actions.get(b)! - actions.get(a)!).slice(0, Math.ceil(members.length * share));
}

function weighted(weights: readonly number[], random: Random): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}
