import type { Backing } from "@oneheart/backing";
import type { CallInput, Operation } from "@oneheart/contracts";
import type { BatchHandler } from "./batches.ts";
import type { Answered, BatchedCall } from "./call.ts";
import { clockAt } from "./clock.ts";
import type { BaseContext, Context, StateDefinition, Tx } from "./context.ts";
import type { DatabaseTransaction } from "./database.ts";
import type { DiskWatch } from "./disk-watch.ts";
import type { InternalCaller } from "./elsewhere.ts";
import type { Logger } from "./log/logger.ts";
import type { Outcome } from "./outcome.ts";
import { backingAt } from "./past.ts";
import type { Principal } from "./principal.ts";
import type { AnySettings, SettingsOf } from "./settings/declare.ts";
import type { OpenStates } from "./state.ts";
import { deliveryOf, type TransactionRuntime, transact } from "./transactions.ts";
import type { Vault } from "./vault.ts";

/** The queues of operations that run in batches. */
export interface OperationBatches {
  /** Answers once the call's batch has run; throws when the call is refused. */
  run(handler: BatchHandler, batched: BatchedCall): Promise<Answered>;
}

/** What every context is made from. */
export interface Runtime extends TransactionRuntime {
  backing: Backing;
  vault: Vault;
  /** Gives a service the settings of its own definition. */
  settingsFor<D extends AnySettings>(service: string, definition: D): SettingsOf<D>;
  log: Logger;
  batches: OperationBatches;
  disk: DiskWatch;
  states: OpenStates;
  /** Runs or forwards a call of one service to another. */
  callInternally(operation: Operation, input: unknown, caller: InternalCaller): Promise<unknown>;
}

/** Whose context it is; `bindings` stand in each of its log lines. */
export interface ContextOwner {
  principal: Principal;
  requestId: string;
  service: string;
  bindings: Record<string, string>;
  /** The moment in the past that it is about: its clock shows it, and so do those of whatever follows from it. */
  at?: Date;
  /** Its signal is read when a handler asks for it: most never do, and making one costs more than many operations. */
  request?: { readonly signal?: AbortSignal };
}

const neverAborted = new AbortController().signal;

/** Runs inside a transaction, before and after the work; used for idempotency and the audit log. */
export interface TransactionHooks {
  before?(db: DatabaseTransaction): Promise<void>;
  /** Adds to what the transaction writes beside the work. */
  after?(result: unknown, outcome: Outcome): void;
}

/** The part of a context that operations, subscribers, jobs and workers share. */
export function createBaseContext(
  runtime: Runtime,
  caller: ContextOwner,
  hooks: TransactionHooks = {},
): BaseContext & Pick<Context, "signal"> & { transactWith: TransactWith } {
  const { context, guarded } = createContext(runtime, caller);
  const transactWith: TransactWith = (around, work) =>
    guarded(() =>
      transact(runtime, async (db, outcome) => {
        await around.before?.(db);
        const emit: Tx["emit"] = (event, payload) => void outcome.deliveries.push(deliveryOf(runtime, caller, event, payload));
        const result = await work({ db, emit });
        around.after?.(result, outcome);
        return result;
      }),
    );
  return Object.assign(context, { transactWith, transaction: <T>(work: (tx: Tx) => Promise<T>) => transactWith(hooks, work) });
}

/** A transaction with hooks of its own. */
type TransactWith = <T>(hooks: TransactionHooks, work: (tx: Tx) => Promise<T>) => Promise<T>;

/** A context without transactions, and the function in which transactions that are added to it must run. */
export function createContext(runtime: Runtime, caller: ContextOwner) {
  let open = 0;
  let log: Logger | undefined;

  /** While `run` is under way the context calls nobody. */
  async function guarded<T>(run: () => Promise<T>): Promise<T> {
    open += 1;
    try {
      return await run();
    } finally {
      open -= 1;
    }
  }

  const context = {
    requestId: caller.requestId,
    principal: caller.principal,
    db: runtime.db,
    backing: caller.at === undefined ? runtime.backing : backingAt(runtime.backing, caller.at),
    vault: runtime.vault,
    clock: caller.at === undefined ? runtime.clock : clockAt(caller.at),
    settings: <D extends AnySettings>(definition: D): SettingsOf<D> => runtime.settingsFor(caller.service, definition),
    // Most calls log nothing, and a child logger costs more than many of them.
    get log() {
      log ??= runtime.log.child({ request_id: caller.requestId, service: caller.service, ...caller.bindings });
      return log;
    },
    get signal() {
      return caller.request?.signal ?? neverAborted;
    },
    newId: runtime.newId,
    state: <T>(definition: StateDefinition<T>): T => runtime.states.of(definition),
    async call<O extends Operation>(operation: O, input: CallInput<O>) {
      // A call takes a connection of its own: made while holding one, enough of them at once would wait for each other for ever.
      if (open > 0) throw new Error(`${caller.service} calls ${operation.service}.${operation.name} inside a transaction`);
      return (await runtime.callInternally(operation, input, caller)) as never;
    },
  };
  return { context, guarded };
}
