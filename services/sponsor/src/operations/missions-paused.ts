import { sponsorInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { planCover } from "../rules/cover.ts";
import { coverStore } from "../store/cover.ts";

/** Missions for which a start would be refused now. */
export const missionsPaused = handle(sponsorInternal.operations.missionsPaused, async ({ missions }, ctx) => {
  if (missions.length === 0) return { mission_ids: [] };
  const sources = await coverStore(ctx).sources(missions, ctx.clock.now());
  const paused = missions.filter(({ base_tokens }, index) => {
    const least = BigInt(base_tokens);
    return planCover(sources[index]!, { least, most: least }).outcome === "refused";
  });
  return { mission_ids: paused.map(({ mission_id }) => mission_id) };
});
