import { sponsorContract, WHOLE_PARTS } from "@oneheart/contracts";
import { handle, takeLock } from "@oneheart/kernel";
import { claimStore } from "../store/claims.ts";
import { organisationStore } from "../store/organisations.ts";
import { campaignFor, whoManages } from "../workflows/access.ts";

const operation = sponsorContract.operations.claimActions;

/** Says for ever, and to everybody, that a campaign's parts of actions are claimed for a purpose. */
export const claimActions = handle(operation, async ({ id, purpose, action_ids: asked }, ctx) => {
  const campaign = await campaignFor(operation, ctx, id, whoManages);
  const action_ids = [...new Set(asked.map((action_id) => action_id.toLowerCase()))];
  return ctx.answer(async (tx) => {
    const claims = claimStore(tx);
    await takeLock(tx.db, "sponsor.claims", campaign.id);
    const parts = await claims.claimable(campaign.id, action_ids);
    const foreign = action_ids.filter((action_id) => !parts.has(action_id));
    if (foreign.length > 0) ctx.fail("action_not_attributed", { action_ids: foreign });
    const taken = await claims.claimed(campaign.id, action_ids);
    if (taken.length > 0) ctx.fail("already_claimed", { action_ids: taken });
    const sum = [...parts.values()].reduce((total, part) => total + part, 0);
    const claim = { id: ctx.newId(), campaign_id: campaign.id, purpose, parts: BigInt(sum), claimed_at: ctx.clock.now() };
    await claims.add(claim, action_ids);
    const { organisation_id } = campaign;
    return {
      ...{ id: claim.id, campaign_id: campaign.id, organisation_id, purpose, actions: action_ids.length },
      organisation_name: await organisationStore(tx).nameOf(organisation_id),
      actions_claimed: sum / WHOLE_PARTS,
      claimed_at: claim.claimed_at.toISOString(),
    };
  });
});
