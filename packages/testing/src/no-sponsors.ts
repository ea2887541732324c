import { sponsorInternal } from "@oneheart/contracts/internal";
import type { ServiceDefinition } from "@oneheart/kernel";
import { stub } from "./stub.ts";

const { reserveReward, releaseReward, missionsPaused, coverQuests } = sponsorInternal.operations;

/** Stands for the sponsor service in a programme that has no sponsors and no budget: nothing limits what quests pay. */
export const noSponsors: readonly ServiceDefinition[] = [
  stub(reserveReward, () => ({ outcome: "unlimited" as const })),
  stub(releaseReward, () => ({})),
  stub(missionsPaused, () => ({ mission_ids: [] })),
  stub(coverQuests, () => ({ items: [] })),
];
