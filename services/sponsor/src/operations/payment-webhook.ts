import { sponsorContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { stripeWebhook } from "../payments/stripe-webhook.ts";
import { sponsorSettings } from "../settings.ts";
import { campaignStore } from "../store/campaigns.ts";
import { moneyStore } from "../store/money.ts";
import { receiveMoney } from "../workflows/receive-money.ts";

/**
 * Hears the payment provider. An event counts once, in whatever order events come; what is of no concern here is answered as heard, so
 * that it is not sent for ever.
 */
export const paymentWebhook = handle(sponsorContract.operations.paymentWebhook, async ({ payload, signature }, ctx) => {
  const secrets = (ctx.settings(sponsorSettings).PAYMENT_WEBHOOK_SECRET ?? "")
    .split(",")
    .map((secret) => secret.trim())
    .filter(Boolean);
  if (secrets.length === 0) ctx.fail("webhook_not_set_up");
  const notice = stripeWebhook.read({ payload, signature, secrets, now: ctx.clock.now() });
  if (notice === "signature_invalid" || notice === "signature_too_old" || notice === "payment_event_unreadable") return ctx.fail(notice);
  if (notice === undefined || typeof notice === "string") return {};
  const known = await moneyStore(ctx).find(notice.contribution_id);
  if (known === undefined) {
    ctx.log.warn({ contribution_id: notice.contribution_id }, "a payment names a contribution that is not here");
    return {};
  }
  return ctx.transaction(async (tx) => {
    const money = moneyStore(tx);
    const campaign = (await campaignStore(tx).lock(known.campaign_id))!;
    const contribution = (await money.lock(known.id))!;
    const { id: event_id, type } = notice.event!;
    if (!(await money.noteEvent({ event_id, type, contribution_id: contribution.id, received_at: ctx.clock.now() }))) return {};
    if (contribution.status === "paid") return {};
    const isSame = contribution.amount_minor === notice.amount_minor && campaign.currency === notice.currency;
    if (contribution.method !== stripeWebhook.method || !isSame) return ctx.fail("payment_differs");
    await receiveMoney(tx, ctx, { contribution, campaign, confirmed_by: null });
    return {};
  });
});
