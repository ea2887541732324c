import { ApiError, type CallInput, type ClientCall, createClient, type Operation, parseRoute } from "@oneheart/contracts";
import type { z } from "zod";
import { newKey } from "./new-key.ts";
import { waitBefore } from "./retry.ts";
import type { BrowserSession } from "./session/session.ts";

/** The server answered something else than its contract says. */
export class UnexpectedAnswer extends Error {
  override name = "UnexpectedAnswer";
}

/** Give an `idempotencyKey` where the same act may be sent by several calls, such as after an error that a person saw. */
export type CallOptions = ClientCall;

/**
 * Calls an operation and checks its answer against the contract. A token that has ended is renewed; what is safe to repeat is repeated
 * with the same idempotency key. Throws `ApiError` for a problem, `UnexpectedAnswer`, and what `fetch` throws when nothing came.
 */
export type Caller = <O extends Operation>(operation: O, input: CallInput<O>, options?: CallOptions) => Promise<z.output<O["output"]>>;

export interface CallerOptions {
  base_url: string;
  session: BrowserSession;
  fetch?: typeof fetch;
  language?: () => string;
  /** Waits between repetitions; tests do not. */
  wait?: (milliseconds: number) => Promise<void>;
}

export function createCaller(options: CallerOptions): Caller {
  const { session, wait = waitFor } = options;
  const send = withLanguage(options);

  async function sendWith<O extends Operation>(token: string | undefined, operation: O, input: CallInput<O>, call: CallOptions) {
    const client = createClient({ base_url: options.base_url, token: () => token, fetch: send });
    return client.call(operation, input, call);
  }

  /** Once more with a new token when the server no longer takes the one that was sent. */
  async function sendSignedIn<O extends Operation>(operation: O, input: CallInput<O>, call: CallOptions) {
    const token = await session.token();
    try {
      return await sendWith(token, operation, input, call);
    } catch (error) {
      if (token === undefined || !(error instanceof ApiError) || error.code !== "unauthenticated") throw error;
      const renewed = await session.renew(token);
      if (renewed === undefined) throw error;
      return sendWith(renewed, operation, input, call);
    }
  }

  return async (operation, input, call = {}) => {
    const keyed = { ...call, idempotencyKey: call.idempotencyKey ?? (operation.idempotent ? newKey() : undefined) };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return parse(operation, await sendSignedIn(operation, input, keyed));
      } catch (error) {
        const wait_ms = isRepeatable(operation) && call.signal?.aborted !== true ? waitBefore(error, attempt) : undefined;
        if (wait_ms === undefined) throw error;
        await wait(wait_ms);
      }
    }
  };
}

/** Reading changes nothing; what carries a key is done once however often it arrives. */
function isRepeatable(operation: Operation): boolean {
  return operation.idempotent !== undefined || (operation.route !== undefined && parseRoute(operation.route).method === "GET");
}

function parse<O extends Operation>(operation: O, answer: unknown): z.output<O["output"]> {
  if (operation.status === 204) return {} as z.output<O["output"]>;
  const parsed = operation.output.safeParse(answer);
  if (parsed.success) return parsed.data as z.output<O["output"]>;
  throw new UnexpectedAnswer(`${operation.service}.${operation.name} answered what its contract does not say`, { cause: parsed.error });
}

function withLanguage({ fetch: given = fetch, language }: CallerOptions): typeof fetch {
  return (url, init) => {
    const headers = new Headers(init?.headers);
    const spoken = language?.();
    if (spoken !== undefined) headers.set("accept-language", spoken);
    return given(url, { ...init, headers });
  };
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
