import { tokenInternal } from "@oneheart/contracts/internal";
import type { BaseContext, Tx } from "@oneheart/kernel";
import { captureDraft } from "../../rules/reward-drafts.ts";
import { codeStore } from "../../store/codes.ts";
import type { RedemptionRow } from "../../store/redemptions.ts";
import { resolve, subjectOf } from "./resolve.ts";

/** Burns what an open, locked redemption holds. From then on its owner is shown the code, if it has one. */
export async function fulfil(tx: Tx, redemption: RedemptionRow, ctx: Pick<BaseContext, "clock" | "state">): Promise<RedemptionRow> {
  const draft = captureDraft(redemption, ctx.clock.now());
  const fulfilled = await resolve(tx, redemption, { status: "fulfilled", draft, cancel_reason: null }, ctx);
  if (redemption.fulfilment === "codes") await codeStore(tx).show(redemption.id, draft.occurred_at);
  tx.emit(tokenInternal.events.redemptionFulfilled, subjectOf(redemption));
  return fulfilled;
}
