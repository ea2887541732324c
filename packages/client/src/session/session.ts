import { SessionRefused } from "./refused.ts";
import { type Claims, readClaims, readTokens, type TokenAnswer } from "./tokens.ts";

/** Somebody whose session this page holds. */
export interface SignedIn {
  id: string;
  username: string;
  role: Claims["role"];
}

/** `unknown` until the cookie was tried; `expired` when a session that this page had has ended, which is not the same as nobody. */
export type SessionState =
  | { status: "unknown" | "nobody"; person?: undefined }
  | { status: "signed_in"; person: SignedIn }
  | { status: "expired"; person: SignedIn };

export interface SessionOptions {
  /** Where `/session/…` is. */
  base_url: string;
  fetch?: typeof fetch;
  now_ms?: () => number;
  /** The language of what the server says, such as `th`. */
  language?: () => string;
}

/** The session of a page: the refresh token lies in a cookie that scripts cannot read, the access token in this object alone. */
export interface BrowserSession {
  state(): SessionState;
  /** Hears every change of the state; the answer stops listening. */
  subscribe(listener: () => void): () => void;
  /** Takes the session up that the cookie stands for, if any. */
  resume(): Promise<SessionState>;
  logIn(identifier: string, password: string): Promise<SessionState>;
  /** Registers a player and begins a session. */
  register(person: { username: string; email: string; password: string }): Promise<SessionState>;
  /** Logs in as somebody of the demonstration, where the server offers it. */
  logInAs(username: string): Promise<SessionState>;
  logOut(): Promise<void>;
  /** An access token that still works, renewed where it does not; undefined for nobody. */
  token(): Promise<string | undefined>;
  /** Renews the token that the server refused, once however many ask; undefined when the session is over. */
  renew(refused: string): Promise<string | undefined>;
}

/** A token that ends within this time is renewed before it is used. */
const renewBefore_ms = 60_000;

interface Held {
  token: string;
  expires_ms: number;
  person: SignedIn;
}

export function createBrowserSession(options: SessionOptions): BrowserSession {
  const { now_ms = Date.now } = options;
  const listeners = new Set<() => void>();
  let state: SessionState = { status: "unknown" };
  let held: Held | undefined;
  let renewing: Promise<Held | undefined> | undefined;

  function become(next: SessionState): SessionState {
    state = next;
    for (const listener of listeners) listener();
    return state;
  }

  function hold(answer: TokenAnswer): Held {
    const { sub, role } = readClaims(answer.access_token);
    const person = { id: sub, username: answer.player.username, role };
    held = { token: answer.access_token, expires_ms: now_ms() + answer.expires_in * 1000, person };
    const same = state.status === "signed_in" && state.person.id === person.id && state.person.role === role;
    if (!same) become({ status: "signed_in", person });
    return held;
  }

  function lose(): undefined {
    held = undefined;
    if (state.status === "signed_in") become({ status: "expired", person: state.person });
    else if (state.status === "unknown") become({ status: "nobody" });
    return undefined;
  }

  /** Throws what `fetch` throws when the server cannot be reached: the session may still be good then. */
  async function askToRenew(): Promise<Held | undefined> {
    try {
      return hold(readTokens(await post(options, "/session/refresh", {})));
    } catch (error) {
      if (error instanceof SessionRefused && error.status >= 400 && error.status < 500 && error.status !== 429) return lose();
      throw error;
    }
  }

  function renewOnce(): Promise<Held | undefined> {
    renewing ??= askToRenew().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function begin(path: string, body: Record<string, unknown>): Promise<SessionState> {
    hold(readTokens(await post(options, path, body)));
    return state;
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async resume() {
      await renewOnce();
      return state;
    },
    logIn: (identifier, password) => begin("/session/log-in", { identifier, password }),
    register: (person) => begin("/session/register", person),
    logInAs: (username) => begin("/session/demonstration", { username }),
    async logOut() {
      const token = held?.token;
      await post(options, "/session/log-out", {}, token);
      held = undefined;
      become({ status: "nobody" });
    },
    async token() {
      if (held !== undefined && held.expires_ms - now_ms() > renewBefore_ms) return held.token;
      if (held === undefined && state.status !== "unknown") return undefined;
      return (await renewOnce())?.token;
    },
    async renew(refused) {
      if (held !== undefined && held.token !== refused) return held.token;
      return (await renewOnce())?.token;
    },
  };
}

async function post(options: SessionOptions, path: string, body: Record<string, unknown>, token?: string): Promise<unknown> {
  const send = options.fetch ?? fetch;
  const language = options.language?.();
  const response = await send(new URL(path, options.base_url), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(language === undefined ? {} : { "accept-language": language }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (response.status === 204) return undefined;
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new SessionRefused(response.status, (answer ?? {}) as Record<string, unknown>);
  return answer;
}
