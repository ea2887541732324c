import { impactInternal, proofInternal, questInternal } from "@oneheart/contracts/internal";
import { type BaseContext, isOperationError } from "@oneheart/kernel";
import { type ActionRow, communityStore } from "../store/community.ts";
import { recordStandings } from "./standing.ts";

/** What an operation about one action can refuse. */
export type ActionContext = BaseContext & { fail(code: "action_not_found" | "action_not_verified"): never };

/** The action, when it is verified; what its ledger entry says where its event did not come yet, or came before this service. */
export async function verifiedAction(action_id: string, ctx: ActionContext): Promise<ActionRow> {
  const known = await communityStore(ctx).action(action_id);
  if (known !== undefined) return known.shown ? known : ctx.fail("action_not_verified");
  const row = await askForAction(action_id, ctx);
  await ctx.transaction(({ db }) => recordStandings(db, [row]));
  return row;
}

async function askForAction(action_id: string, ctx: ActionContext): Promise<ActionRow> {
  const action = await ctx.call(proofInternal.operations.actionFacts, { id: action_id }).catch((error: unknown) => {
    if (isOperationError(error, "action_not_found")) ctx.fail("action_not_found");
    throw error;
  });
  const [impact, quest] = await Promise.all([
    ctx.call(impactInternal.operations.impactOfActions, { action_ids: [action_id] }),
    ctx.call(questInternal.operations.questFacts, { id: action.quest_id }),
  ]);
  const entry = impact.items[0] ?? ctx.fail("action_not_verified");
  const occurred_at = new Date(entry.ledger_timestamp);
  const { player_id, mission_id } = action;
  const { zone_id, title } = quest;
  return {
    action_id: action.action_id,
    zone_id,
    player_id,
    mission_id,
    title,
    xp: entry.xp_delta,
    occurred_at,
    shown: true,
    standing_at: occurred_at,
  };
}
