import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { claimStore } from "../store/claims.ts";

/** From an entry of the ledger to who paid. How much money that was is for the organisation itself to see. */
export const actionCover = handle(sponsorContract.operations.actionCover, async ({ ledger_id }, ctx) => {
  const rows = await claimStore(ctx).trail(ledger_id);
  const first = rows[0] ?? ctx.fail("cover_not_found");
  const { action_id, award_id, draw_id, is_reversed } = first;
  const shares = rows.map(({ campaign_id, campaign_title, organisation_id, organisation_name, parts, claim_id, purpose, claimed_at }) => ({
    ...{ campaign_id, campaign_title, organisation_id, organisation_name, parts },
    claim: claim_id === null ? null : { id: claim_id, purpose: purpose!, claimed_at: claimed_at!.toISOString() },
  }));
  const programme_parts = WHOLE_PARTS - shares.reduce((sum, { parts }) => sum + parts, 0);
  return { action_id, ledger_id: award_id, draw_ledger_id: draw_id, shares, programme_parts, of_parts: WHOLE_PARTS, is_reversed };
});
