import { tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { captureDraft } from "../../rules/reward-drafts.ts";
import type { RedemptionRow } from "../../store/tokens.ts";
import { resolve, subjectOf } from "./resolve.ts";

/** Burns what an open, locked redemption holds. */
export async function fulfil(
  tx: Tx,
  redemption: RedemptionRow,
  ctx: Pick<BaseContext, "newId" | "clock" | "state">,
): Promise<RedemptionRow> {
  const draft = captureDraft(redemption, ctx.clock.now());
  const fulfilled = await resolve(tx, redemption, { status: "fulfilled", draft, cancel_reason: null }, ctx);
  tx.emit(tokenInternal.events.redemptionFulfilled, subjectOf(redemption));
  return fulfilled;
}
