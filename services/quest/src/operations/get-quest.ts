import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentChallenge, presentQuest } from "../present.ts";
import { maySee, questFor } from "../rules/visibility.ts";
import { questStore } from "../store/quests.ts";
import { guided, guidedWithEvidence } from "../workflows/guide.ts";

/** One quest, as far as the viewer may know it; its challenge is for its player alone, while it is active. */
export const getQuest = handle(questContract.operations.getQuest, async ({ id }, ctx) => {
  const row = await questStore(ctx).find(id);
  if (row === undefined || !maySee(row, ctx.principal)) return ctx.fail("quest_not_found");
  const now = ctx.clock.now();
  const own = row.player_id === ctx.principal.playerId;
  const unguided = { quest: presentQuest(questFor(row, ctx.principal), now), time_zone: row.time_zone };
  // What became of the evidence is not for reviewers to know.
  const quest = own ? (await guidedWithEvidence([unguided], ctx))[0]! : guided(unguided, ctx);
  const challenged = quest.status === "active" && own;
  return { ...quest, challenge: challenged ? presentChallenge(row, now) : null };
});
