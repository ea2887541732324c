import { sponsorInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { coverStore } from "../store/cover.ts";
import { retake } from "../workflows/retake.ts";

/** Who pays for quests that are about to be rewarded. One that had failed, and won its appeal, takes its money again where it is still there. */
export const coverQuests = handle(sponsorInternal.operations.coverQuests, async ({ quest_ids }, ctx) => {
  const found = await coverStore(ctx).findAll(quest_ids);
  if (found.length === 0) return { items: [] };
  const retaken = new Set<string>();
  for (const { quest_id, state } of found) if (state === "released" && (await retake(quest_id, ctx))) retaken.add(quest_id);
  const covered = found.filter(({ quest_id, state }) => state !== "released" || retaken.has(quest_id));
  const shares = await coverStore(ctx).shares(covered.map(({ quest_id }) => quest_id));
  return {
    items: covered.map(({ quest_id, tokens, programme_parts }) => ({
      quest_id,
      tokens: Number(tokens),
      programme_parts,
      shares: (shares.get(quest_id) ?? []).map(({ campaign_id, parts }) => ({ campaign_id, parts })),
    })),
  };
});
