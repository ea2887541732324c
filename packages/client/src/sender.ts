import { ApiError, type Client, createClient } from "@oneheart/contracts";
import type { BrowserSession } from "./session/session.ts";

export interface SenderOptions {
  base_url: string;
  session: BrowserSession;
  fetch?: typeof fetch;
  language?: () => string;
}

/** Sends on behalf of whoever is signed in. */
export interface Sender {
  /** Does so with the token of the moment, and once more with a new one when the server no longer takes that. */
  signedIn<T>(send: (client: Client) => Promise<T>): Promise<T>;
}

export function createSender(options: SenderOptions): Sender {
  const { session } = options;
  const fetchInLanguage = withLanguage(options);
  const clientWith = (token: string | undefined) =>
    createClient({ base_url: options.base_url, token: () => token, fetch: fetchInLanguage });
  return {
    async signedIn(send) {
      const token = await session.token();
      try {
        return await send(clientWith(token));
      } catch (error) {
        if (token === undefined || !(error instanceof ApiError) || error.code !== "unauthenticated") throw error;
        const renewed = await session.renew(token);
        if (renewed === undefined) throw error;
        return send(clientWith(renewed));
      }
    },
  };
}

export function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function withLanguage({ fetch: given = fetch, language }: SenderOptions): typeof fetch {
  return (url, init) => {
    const headers = new Headers(init?.headers);
    const spoken = language?.();
    if (spoken !== undefined) headers.set("accept-language", spoken);
    return given(url, { ...init, headers });
  };
}
