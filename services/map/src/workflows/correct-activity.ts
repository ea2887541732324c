import { impactInternal } from "@oneheart/contracts/internal";
import type { SubscriberContext } from "@oneheart/kernel";
import type { Correction } from "../store/rows.ts";
import { mapStore } from "../store/zones.ts";

/** Hides the line of an action while its award is reversed, also when the line is still to come. */
export async function correctActivity({ action_id }: { action_id: string }, how: Correction, ctx: SubscriberContext): Promise<void> {
  const { items } = await ctx.call(impactInternal.operations.impactOfActions, { action_ids: [action_id] });
  await ctx.once(async (tx) => {
    for (const { id } of items) await mapStore(tx).nameAction(id, action_id);
    await mapStore(tx).correctActivity(action_id, how);
  });
}
