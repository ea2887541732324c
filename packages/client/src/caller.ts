import { type CallInput, type ClientCall, type Operation, parseRoute } from "@oneheart/contracts";
import type { z } from "zod";
import { newKey } from "./new-key.ts";
import { waitBefore } from "./retry.ts";
import { createSender, type SenderOptions, waitFor } from "./sender.ts";

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

export interface CallerOptions extends SenderOptions {
  /** Waits between repetitions; tests do not. */
  wait?: (milliseconds: number) => Promise<void>;
}

export function createCaller(options: CallerOptions): Caller {
  const { wait = waitFor } = options;
  const { signedIn } = createSender(options);

  return async (operation, input, call = {}) => {
    const keyed = { ...call, idempotencyKey: call.idempotencyKey ?? (operation.idempotent ? newKey() : undefined) };
    for (let attempt = 0; ; attempt += 1) {
      try {
        return parse(operation, await signedIn((client) => client.call(operation, input, keyed)));
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
