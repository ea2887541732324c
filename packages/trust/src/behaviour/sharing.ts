import { requireNumber } from "../errors.ts";

/** A player seen on a device or at an address; `key` is its keyed hash. */
export interface Sighting {
  readonly player: string;
  readonly kind: "device" | "address";
  readonly key: string;
}

/** How many others use a player's devices and addresses. */
export interface SharingFinding {
  /** Other players on the player's most shared device. */
  readonly device_others: number;
  /** Other players at the most shared address that is not public. */
  readonly address_others: number;
  /** Addresses with so many players that they say nothing: schools, offices, carriers' gateways. */
  readonly public_addresses: number;
  /** The other players on the same devices or at the same private addresses, sorted. */
  readonly players: string[];
}

/** Looks up a player in a set of sightings. An address seen with more than `public_from` players is public; a device never is. */
export function sharingIndex(sightings: readonly Sighting[], public_from = 20): (player: string) => SharingFinding {
  requireNumber("public_from", public_from, 1);
  const playersOf = gather(sightings, nameOf, ({ player }) => player);
  const namesOf = gather(sightings, ({ player }) => player, nameOf);
  return (player) => {
    const names = [...(namesOf.get(player) ?? [])];
    const isPublic = (name: string) => !name.startsWith("device ") && playersOf.get(name)!.size > public_from;
    const shared = names.filter((name) => !isPublic(name));
    const others = (kind: Sighting["kind"]) =>
      Math.max(0, ...shared.filter((name) => name.startsWith(`${kind} `)).map((name) => playersOf.get(name)!.size - 1));
    const players = new Set(shared.flatMap((name) => [...playersOf.get(name)!]));
    players.delete(player);
    return {
      device_others: others("device"),
      address_others: others("address"),
      public_addresses: names.length - shared.length,
      players: [...players].sort(),
    };
  };
}

function nameOf({ kind, key }: Sighting): string {
  return `${kind} ${key}`;
}

function gather<T>(items: readonly T[], keyOf: (item: T) => string, entryOf: (item: T) => string): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const item of items) {
    const set = sets.get(keyOf(item)) ?? new Set();
    sets.set(keyOf(item), set.add(entryOf(item)));
  }
  return sets;
}
