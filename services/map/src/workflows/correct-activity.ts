import { awardOf, isReversed, type RewardCorrected } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { mapStore } from "../store/zones.ts";

/** Hides the line of an action while its award is reversed, also when the line is still to come. Harmless to repeat. */
export async function correctActivity(corrected: RewardCorrected, ctx: Pick<BaseContext, "call" | "db">): Promise<void> {
  const { action_id } = corrected;
  const { ledger_id } = await awardOf(corrected, ctx.call);
  if (ledger_id !== null) await mapStore(ctx).nameAction(ledger_id, action_id);
  await mapStore(ctx).correctActivity(action_id, isReversed(corrected) ? "reversed" : "reinstated");
}
