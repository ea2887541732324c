import { questInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";
import type { GivenUp, Submission } from "../assessment/rules/reuse.ts";

/** Somebody who sent one picture for more quests than this is no honest mistake; the rest counts as used. */
const questsMax = 10;

/** Which quests of the same player, among those that others like a proof were sent for, can no longer be handed in. */
export async function questsGivenUp(proof: Submission, others: readonly Submission[], ctx: BaseContext): Promise<GivenUp> {
  const own = others.filter(({ player_id, quest_id }) => player_id === proof.player_id && quest_id !== proof.quest_id);
  const quest_ids = [...new Set(own.map(({ quest_id }) => quest_id))].slice(0, questsMax);
  const abandoned = await Promise.all(quest_ids.map(async (id) => ((await statusOf(id, ctx)) === "abandoned" ? [id] : [])));
  return new Set(abandoned.flat());
}

async function statusOf(id: string, ctx: BaseContext): Promise<string | undefined> {
  try {
    return (await ctx.call(questInternal.operations.questFacts, { id })).status;
  } catch (error) {
    if (isOperationError(error, "quest_not_found")) return undefined;
    throw error;
  }
}
