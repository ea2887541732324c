import type { Backing } from "@oneheart/backing";
import type { CallInput, Operation } from "@oneheart/contracts";
import type { Settings } from "./config.ts";
import type { Logger } from "./logger.ts";
import type { Principal } from "./principal.ts";
import type { BaseContext, Context, TransactionOptions, Tx } from "./service.ts";
import type { SharedTransactions } from "./shared-transactions.ts";
import { type TransactionHooks, type TransactionRuntime, transact } from "./transactions.ts";
import type { Vault } from "./vault.ts";

/** What every context is made from. */
export interface Runtime extends TransactionRuntime {
  backing: Backing;
  vault: Vault;
  settings: Settings;
  log: Logger;
  shared: SharedTransactions;
  /** Runs or forwards a call of one service to another. */
  callInternally(
    operation: Operation,
    input: unknown,
    caller: { principal: Principal; requestId: string; service: string },
  ): Promise<unknown>;
}

/** Whose context it is; `bindings` stand in each of its log lines. */
export interface ContextOwner {
  principal: Principal;
  requestId: string;
  service: string;
  bindings: Record<string, string>;
  /** Its signal is read when a handler asks for it: most never do, and making one costs more than many operations. */
  request?: { readonly signal?: AbortSignal };
}

const neverAborted = new AbortController().signal;

/** The part of a context that operations, subscribers, jobs and workers share. */
export function createBaseContext(
  runtime: Runtime,
  caller: ContextOwner,
  hooks: TransactionHooks = {},
): BaseContext & Pick<Context, "signal"> {
  let open = 0;
  let log: Logger | undefined;

  async function transaction<T>(run: (tx: Tx) => Promise<T>, { apart }: TransactionOptions = {}): Promise<T> {
    const work = { requestId: caller.requestId, hooks, run };
    open += 1;
    try {
      return await (apart === undefined ? transact(runtime, work) : runtime.shared.join(kindOf(caller), apart, work));
    } finally {
      open -= 1;
    }
  }

  const context = {
    requestId: caller.requestId,
    principal: caller.principal,
    db: runtime.db,
    backing: runtime.backing,
    vault: runtime.vault,
    clock: runtime.clock,
    settings: runtime.settings,
    // Most calls log nothing, and a child logger costs more than many of them.
    get log() {
      log ??= runtime.log.child({ request_id: caller.requestId, service: caller.service, ...caller.bindings });
      return log;
    },
    get signal() {
      return caller.request?.signal ?? neverAborted;
    },
    newId: runtime.newId,
    transaction,
    async call<O extends Operation>(operation: O, input: CallInput<O>) {
      // A call takes a connection of its own: made while holding one, enough of them at once would wait for each other for ever.
      if (open > 0) throw new Error(`${caller.service} calls ${operation.service}.${operation.name} inside a transaction`);
      return (await runtime.callInternally(operation, input, caller)) as never;
    },
  };
  return context;
}

/** Whose transactions may be shared: those of one operation or subscriber. */
function kindOf({ service, bindings }: ContextOwner): string {
  return [service, ...Object.values(bindings)].join(" ");
}
