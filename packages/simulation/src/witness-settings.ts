import type { HonestSettings } from "./honest-witnesses.ts";
import type { RingBehaviour, SimulatedRingSettings } from "./witness-rings.ts";

/** 20,000 honest players in 60 zones over 90 days, seven in ten with friends, half of whose confirmations come from friends. */
export const honestWorld: HonestSettings = {
  players: 20_000,
  zones: 60,
  days: 90,
  actions_median: 6,
  actions_sigma: 1.1,
  actions_max: 300,
  confirmations_mean: 1.6,
  befriended: 0.7,
  group_size_weights: [35, 25, 15, 10, 5, 3, 2, 1, 1, 1, 1, 1, 0.5, 0.5],
  second_group: 0.1,
  cohesion_mean: 0.4,
  cohesion_concentration: 6,
  joint: 0.5,
  far: 0.03,
  seed_share: 0.01,
};

const plain = { size_min: 5, size_max: 40, honest_received_min: 0, honest_received_max: 0.05, given_to_honest: 0.1 };
const dense: RingBehaviour = { ...plain, name: "dense", share: 4, wiring: "clique" };
const sparse: RingBehaviour = { ...plain, name: "sparse", share: 3, wiring: "neighbours", size_min: 6 };
const camouflaged: RingBehaviour = {
  ...plain,
  name: "camouflaged",
  share: 3,
  wiring: "clique",
  honest_received_min: 0.05,
  honest_received_max: 0.15,
  given_to_honest: 0.5,
};

/** Mixtures of ring behaviour by name. `mixed` is the one that weights are fitted to; the others are never seen in fitting. */
export const ringMixtures = {
  mixed: [dense, sparse, camouflaged],
  small: [{ ...dense, name: "small", size_min: 3, size_max: 5 }],
  cycles: [{ ...plain, name: "cycles", share: 1, wiring: "cycle" }],
  leaders: [{ ...plain, name: "leaders", share: 1, wiring: "leader", size_min: 8 }],
  camouflaged_more: [{ ...camouflaged, name: "camouflaged_more", honest_received_min: 0.1, honest_received_max: 0.25, given_to_honest: 1 }],
  half_honest: [{ ...camouflaged, name: "half_honest", honest_received_min: 0.4, honest_received_max: 0.5, given_to_honest: 1 }],
} satisfies Record<string, readonly RingBehaviour[]>;

/** 600 members of rings, who hand in more than most. */
export function ringWorld(behaviours: readonly RingBehaviour[]): SimulatedRingSettings {
  return { members: 600, days: 90, actions_mean: 15, confirmations_mean: 2.5, behaviours };
}
