import { createHmac } from "node:crypto";

/** What a partner is told of a redemption. It names no person: the partner hands the reward over to whoever shows it. */
export interface WebhookEvent {
  type: "redemption.created" | "redemption.cancelled";
  redemption_id: string;
  reward_id: string;
  name: string;
  price_tokens: number;
}

const prefix = "whsec_";

/** A secret as partners are given it. */
export function webhookSecret(random: Buffer): string {
  return prefix + random.toString("base64");
}

/**
 * The message in the form of Standard Webhooks: the id stays the same over all attempts, so that a partner acts once; the signature
 * is HMAC-SHA-256 over id, time and body.
 */
export function webhookMessage(event: WebhookEvent, secret: string, at: Date): { body: string; headers: Record<string, string> } {
  const id = event.type === "redemption.created" ? event.redemption_id : `${event.redemption_id}.cancelled`;
  const timestamp = Math.floor(at.getTime() / 1000);
  const body = JSON.stringify({ ...event, timestamp: at.toISOString() });
  const key = Buffer.from(secret.slice(prefix.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    body,
    headers: { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` },
  };
}

/** A code that the partner's answer may hold, for the player. */
export function codeIn(answer: string): string | undefined {
  try {
    const { code } = JSON.parse(answer) as { code?: unknown };
    return typeof code === "string" && /^[\x21-\x7e]{1,200}$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}
