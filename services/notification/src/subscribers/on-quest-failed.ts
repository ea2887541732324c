import { questInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { questFailedNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

/** Tells that the evidence was not accepted, unless the same is told as a reward that was taken back. */
export const onQuestFailed = subscribe("on-quest-failed", questInternal.events.questFailed, async (quest, ctx) => {
  const notice = questFailedNotice(quest);
  if (notice !== undefined) await notify(ctx, quest.player_id, [notice]);
});
