import { questContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { questFailedMessage } from "../rules/messages.ts";

export const onQuestFailed = subscribe(questContract.events.questFailed, (quest, ctx) =>
  notify(ctx, quest.player_id, [questFailedMessage(quest)]),
);
