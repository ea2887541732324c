import { questContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { historyFor, maySee } from "../rules/visibility.ts";
import { questStore } from "../store/quests.ts";

/** What happened to a quest, in order, as far as the viewer may know it. */
export const questHistory = handle(questContract.operations.questHistory, async ({ id }, ctx) => {
  const quests = questStore(ctx);
  const quest = await quests.find(id);
  if (quest === undefined || !maySee(quest, ctx.principal)) return ctx.fail("quest_not_found");
  const events = historyFor(await quests.history(quest.id), quest, ctx.principal);
  return { items: events.map(({ event, at, detail }) => ({ event, at: at.toISOString(), detail })) };
});
