import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { readPickup } from "../handover/pickup.ts";
import { tokenState } from "../state.ts";
import { partnerStore } from "../store/partners.ts";
import { redemptionStore } from "../store/redemptions.ts";
import { keyHash } from "../workflows/partners/secrets.ts";
import { fulfil } from "../workflows/redemption/fulfil.ts";

/** A partner hands a reward over against its QR: the first time it is shown, and to the partner whose reward it is. */
export const collectPickup = handle(tokenContract.operations.collectPickup, async ({ pickup, partner_key }, ctx) => {
  const partner = (await partnerStore(ctx).byKey(keyHash(ctx.vault, partner_key))) ?? ctx.fail("partner_key_wrong");
  const now = ctx.clock.now();
  const read = await readPickup(ctx.state(tokenState).pickup, pickup, now);
  if (typeof read === "string") return ctx.fail(read);
  return ctx.transaction(async (tx) => {
    const redemption = (await redemptionStore(tx).lock(read.redemption_id)) ?? ctx.fail("pickup_invalid");
    if ((await partnerStore(tx).ofReward(redemption.reward_id))?.id !== partner.id) ctx.fail("pickup_invalid");
    const { status, resolved_at, expires_at, name } = redemption;
    if (status === "fulfilled") ctx.fail("already_collected", { collected_at: resolved_at!.toISOString() });
    if (status === "expired" || (status === "held" && expires_at !== null && expires_at <= now)) ctx.fail("pickup_expired");
    if (status !== "held") ctx.fail("redemption_resolved", { status });
    await fulfil(tx, redemption, ctx);
    return { redemption_id: redemption.id, name, collected_at: now.toISOString() };
  });
});
