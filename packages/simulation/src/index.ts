export { type FriendGroup, type HonestSettings, honestConfirmations, honestPeople, type People } from "./honest-witnesses.ts";
export { beta, normal, pick, poisson, type Random, seededRandom, shuffled, wholeBetween } from "./random.ts";
export type { RingBehaviour, RingWiring, SimulatedRing, SimulatedRingSettings } from "./witness-rings.ts";
export { honestWorld, ringMixtures, ringWorld } from "./witness-settings.ts";
export { type WitnessWorld, type WitnessWorldSettings, witnessWorld } from "./witness-world.ts";
