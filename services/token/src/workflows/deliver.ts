import { isUniqueViolation, type SubscriberContext } from "@oneheart/kernel";
import { sendWebhook, type WebhookAnswer } from "../handover/send-webhook.ts";
import { codeIn, type WebhookEvent, webhookMessage } from "../rules/webhook-message.ts";
import { tokenState } from "../state.ts";
import { codeStore } from "../store/codes.ts";
import { type DeliveryKey, deliveryStore } from "../store/deliveries.ts";
import { partnerStore } from "../store/partners.ts";
import { type RedemptionRow, redemptionStore } from "../store/redemptions.ts";
import { sealedCode } from "./codes.ts";
import { openSecret } from "./partners/secrets.ts";
import { fulfil } from "./redemption/fulfil.ts";

/**
 * Has a partner's server hand a redemption over, and burns the tokens once it says that it did. Whatever else happens throws, and is
 * tried again with a growing pause under the same id; after the last attempt the job waits in the list of dead ones.
 */
export async function deliverCreated(redemption: RedemptionRow, ctx: SubscriberContext): Promise<void> {
  const answer = await call({ redemption_id: redemption.id, kind: "created" }, eventOf("redemption.created", redemption), ctx);
  const code = codeIn(answer.body);
  await ctx.once(async (tx) => {
    const now = await redemptionStore(tx).lock(redemption.id);
    // Cancelled while the partner was asked: it hears of that by itself.
    if (now?.status !== "held") return;
    await fulfil(tx, now, ctx);
    if (code === undefined) return;
    const row = { ...sealedCode(now.reward_id, code, ctx), reward_id: now.reward_id, redemption_id: now.id, at: ctx.clock.now() };
    await codeStore(tx)
      .addGiven(row)
      .catch((error: unknown) => {
        if (isUniqueViolation(error, "reward_codes_once")) throw new Error("the partner gave a code that another player has");
        throw error;
      });
  });
}

/** Tells a partner's server that what it was asked to hand over was cancelled; nothing where it was never asked. */
export async function deliverCancelled(redemption: RedemptionRow, ctx: SubscriberContext): Promise<void> {
  if ((await deliveryStore(ctx).find({ redemption_id: redemption.id, kind: "created" })) === undefined) return;
  await call({ redemption_id: redemption.id, kind: "cancelled" }, eventOf("redemption.cancelled", redemption), ctx);
}

async function call(key: DeliveryKey, event: WebhookEvent, ctx: SubscriberContext): Promise<WebhookAnswer> {
  const partner = await partnerStore(ctx).ofReward(event.reward_id);
  if (partner === undefined || partner.webhook_url === null || !partner.is_active) throw new Error("the reward's partner takes no calls");
  const deliveries = deliveryStore(ctx);
  await deliveries.begin(key);
  const message = webhookMessage(event, openSecret(ctx.vault, partner.webhook_secret_sealed), ctx.clock.now());
  try {
    const answer = await sendWebhook({ url: partner.webhook_url, ...message }, ctx.state(tokenState).privateHosts);
    const isTaken = answer.status >= 200 && answer.status < 300;
    await deliveries.end(key, { last_status: answer.status, last_error: null, delivered_at: isTaken ? ctx.clock.now() : null });
    if (!isTaken) throw new Refused(`the partner answered ${answer.status}`);
    return answer;
  } catch (error) {
    if (!(error instanceof Refused)) await deliveries.end(key, { last_status: null, last_error: String(error), delivered_at: null });
    throw error;
  }
}

class Refused extends Error {}

function eventOf(type: WebhookEvent["type"], { id, reward_id, name, price_tokens }: RedemptionRow): WebhookEvent {
  return { type, redemption_id: id, reward_id, name, price_tokens: Number(price_tokens) };
}
