import type { Backing } from "@oneheart/backing";
import type { CallInput, EventDefinition, Operation } from "@oneheart/contracts";
import type { Clock } from "./clock.ts";
import type { Settings } from "./config.ts";
import type { Database } from "./database.ts";
import { isRetryable } from "./errors.ts";
import { type Delivery, queueDeliveries, type Subscriptions } from "./events.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Principal } from "./principal.ts";
import type { BaseContext, Tx } from "./service.ts";
import type { Vault } from "./vault.ts";

/** What every context is made from. */
export interface Runtime {
  db: Database;
  backing: Backing;
  vault: Vault;
  clock: Clock;
  newId: () => string;
  settings: Settings;
  log: Logger;
  metrics: Metrics;
  subscriptions: Subscriptions;
  /** Runs or forwards a call of one service to another. */
  callInternally(
    operation: Operation,
    input: unknown,
    caller: { principal: Principal; requestId: string; service: string },
  ): Promise<unknown>;
}

/** Runs inside a transaction, before and after the work; used for idempotency and the audit log. */
export interface TransactionHooks {
  before?(tx: Tx): Promise<void>;
  after?(tx: Tx, result: unknown): Promise<void>;
}

const attemptsMax = 5;

/** Whose context it is; `bindings` stand in each of its log lines. */
export interface ContextOwner {
  principal: Principal;
  requestId: string;
  service: string;
  bindings: Record<string, string>;
}

/** The part of a context that operations, subscribers, jobs and workers share. */
export function createBaseContext(runtime: Runtime, caller: ContextOwner, hooks: TransactionHooks = {}): BaseContext {
  let open = 0;
  let log: Logger | undefined;

  async function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        open += 1;
        return await runTransaction(runtime, caller.requestId, hooks, work);
      } catch (error) {
        if (!isRetryable(error) || attempt === attemptsMax) throw error;
        context.log.debug({ attempt }, "transaction runs again");
      } finally {
        open -= 1;
      }
    }
  }

  const context: BaseContext = {
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

async function runTransaction<T>(runtime: Runtime, requestId: string, hooks: TransactionHooks, work: (tx: Tx) => Promise<T>): Promise<T> {
  const deliveries: Delivery[] = [];
  const result = await runtime.db
    .transaction()
    .setIsolationLevel("read committed")
    .execute(async (db) => {
      const tx: Tx = { db, emit: (event, payload) => void deliveries.push(deliveryOf(runtime, requestId, event, payload)) };
      await hooks.before?.(tx);
      const value = await work(tx);
      await queueDeliveries(db, deliveries, runtime.subscriptions);
      await hooks.after?.(tx, value);
      return value;
    });
  for (const delivery of deliveries) runtime.metrics.events.inc({ type: delivery.type });
  return result;
}

function deliveryOf(runtime: Runtime, requestId: string, event: EventDefinition, payload: unknown): Delivery {
  return {
    event_id: runtime.newId(),
    type: event.type,
    payload: event.payload.parse(payload),
    request_id: requestId,
    emitted_at: runtime.clock.now().toISOString(),
  };
}
