import { BackingError } from "../errors.ts";
import type { Sms } from "../ports.ts";

export interface HttpSmsOptions {
  /** Takes `POST` with `{"to": "+66...", "text": "..."}`. */
  url: string;
  /** Sent as a bearer token. */
  token: string;
  timeout_ms?: number;
}

/** SMS through a provider's HTTP interface. */
export function createHttpSms({ url, token, timeout_ms = 10_000 }: HttpSmsOptions): Sms {
  return {
    async send({ to, text }) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ to, text }),
        redirect: "error",
        signal: AbortSignal.timeout(timeout_ms),
      }).catch((cause: unknown) => {
        throw new BackingError("provider_unavailable", `The SMS provider does not answer (${reasonOf(cause)}).`, { cause });
      });
      await response.body?.cancel();
      if (response.ok) return;
      const final = response.status >= 400 && response.status < 500 && response.status !== 429;
      throw new BackingError(final ? "message_refused" : "provider_unavailable", `The SMS provider answered ${response.status}.`);
    },
  };
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
