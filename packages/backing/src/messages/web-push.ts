import type { Agent } from "node:https";
import webpush from "web-push";
import { BackingError } from "../errors.ts";
import type { Push } from "../ports.ts";

export interface WebPushOptions {
  /** Who sends, for the push service: `mailto:` or `https:`. */
  subject: string;
  public_key: string;
  private_key: string;
  /** Hosts that messages may be sent to, with those below them. */
  hosts?: readonly string[];
  agent?: Agent;
}

/**
 * The push services of the browsers. An endpoint comes from a client, who could otherwise name any machine that this
 * server can reach.
 */
const PUSH_SERVICES = ["fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"] as const;
const TIMEOUT_MS = 10_000;
const KEPT_S = 24 * 60 * 60;

/** Web Push (RFC 8030) with VAPID keys (RFC 8292). */
export function createWebPush({ subject, public_key, private_key, hosts = PUSH_SERVICES, agent }: WebPushOptions): Push {
  const vapidDetails = { subject, publicKey: public_key, privateKey: private_key };
  return {
    async send(target, message) {
      if (target.kind !== "web" || !isAllowed(target.endpoint, hosts)) {
        throw new BackingError("message_refused", "The push target is no subscription with a known push service.");
      }
      const subscription = { endpoint: target.endpoint, keys: { p256dh: target.p256dh, auth: target.auth } };
      const options = { vapidDetails, TTL: KEPT_S, timeout: TIMEOUT_MS, agent };
      checkKeys(subscription, options);
      try {
        await webpush.sendNotification(subscription, JSON.stringify(message), options);
        return "sent";
      } catch (error) {
        const status = error instanceof webpush.WebPushError ? error.statusCode : 0;
        if (status === 404 || status === 410) return "gone";
        throw pushError(status, error);
      }
    },
  };
}

function isAllowed(endpoint: string, hosts: readonly string[]): boolean {
  const url = URL.parse(endpoint);
  return (
    url?.protocol === "https:" && url.username === "" && hosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  );
}

/** Encrypts something, so that keys that are none can be told from a service that is away. */
function checkKeys(subscription: webpush.PushSubscription, options: webpush.RequestOptions): void {
  try {
    webpush.generateRequestDetails(subscription, "x", options);
  } catch (cause) {
    throw new BackingError("message_refused", "The subscription's keys, or the VAPID keys, are not valid.", { cause });
  }
}

function pushError(status: number, cause: unknown): BackingError {
  const final = status >= 400 && status < 500 && status !== 429;
  const what = status === 0 && cause instanceof Error ? cause.message : `status ${status}`;
  return new BackingError(final ? "message_refused" : "provider_unavailable", `The push service did not take the message (${what}).`, {
    cause,
  });
}
