import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "@oneheart/kernel";
import type { PaymentAdapter, PaymentNotice, PaymentRefusal } from "./port.ts";

/** A webhook call as it came. */
export interface SignedEvent {
  payload: string;
  /** The header `Stripe-Signature`: `t=<seconds>,v1=<hexadecimal>,…`. */
  signature: string;
  secrets: readonly string[];
  now: Date;
}

/** The published default of the provider's libraries. */
const tolerance_ms = 300_000;

/** Events of Stripe, signed as https://docs.stripe.com/webhooks says: HMAC-SHA256 over the time, a dot and the body. */
export const stripeWebhook: PaymentAdapter<SignedEvent> = {
  method: "card",
  read(event) {
    const problem = signatureProblem(event);
    return problem ?? noticeIn(event.payload);
  },
};

function signatureProblem({ payload, signature, secrets, now }: SignedEvent): PaymentRefusal | undefined {
  const fields = signature.split(",").map((field) => field.split("=", 2).map((part) => part.trim()));
  const times = fields.filter(([name]) => name === "t").map(([, value]) => value ?? "");
  const signatures = fields.filter(([name]) => name === "v1").map(([, value]) => Buffer.from(value ?? "", "hex"));
  const [time] = times;
  if (time === undefined || times.length !== 1 || !/^\d{1,12}$/.test(time)) return "signature_invalid";
  const isGood = secrets.some((secret) => {
    const expected = createHmac("sha256", secret).update(`${time}.${payload}`).digest();
    return signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  });
  if (!isGood) return "signature_invalid";
  return Math.abs(now.getTime() - Number(time) * 1_000) > tolerance_ms ? "signature_too_old" : undefined;
}

/** What the event says of a payment that succeeded; all others are of no concern here: a failed one may be tried again. */
function noticeIn(payload: string): PaymentNotice | undefined | PaymentRefusal {
  const event = parsed(payload);
  const object = recordOf(recordOf(event?.data)?.object);
  if (event === undefined || object === undefined || typeof event.id !== "string" || typeof event.type !== "string")
    return "payment_event_unreadable";
  const amount = amountIn(event.type, object);
  if (amount === undefined) return undefined;
  const contribution_id = recordOf(object.metadata)?.contribution_id;
  // Another payment of the same account.
  if (!isId(contribution_id)) return undefined;
  if (!Number.isSafeInteger(amount) || typeof object.currency !== "string") return "payment_event_unreadable";
  return {
    contribution_id,
    amount_minor: BigInt(amount as number),
    currency: object.currency.toUpperCase(),
    event: { id: event.id, type: event.type },
  };
}

function amountIn(type: string, object: Record<string, unknown>): unknown {
  if (type === "payment_intent.succeeded") return object.amount_received ?? null;
  const isCheckout = type === "checkout.session.completed" || type === "checkout.session.async_payment_succeeded";
  return isCheckout && object.payment_status === "paid" ? (object.amount_total ?? null) : undefined;
}

function parsed(payload: string): Record<string, unknown> | undefined {
  try {
    return recordOf(JSON.parse(payload));
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
