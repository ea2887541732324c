import type { EventDefinition } from "@oneheart/contracts";
import type { Clock } from "./clock.ts";
import type { Database, DatabaseTransaction } from "./database.ts";
import { isRetryable } from "./errors.ts";
import { type Delivery, queueDeliveries, type Subscriptions } from "./events.ts";
import type { Metrics } from "./metrics.ts";
import type { Tx } from "./service.ts";

/** Runs inside a transaction, before and after the work; used for idempotency and the audit log. */
export interface TransactionHooks {
  /** Writes nothing: one who is refused here leaves a shared transaction without a trace. */
  before?(tx: Tx): Promise<void>;
  after?(tx: Tx, result: unknown): Promise<void>;
}

/** What one caller wants done in a transaction. */
export interface Work<T> {
  requestId: string;
  hooks: TransactionHooks;
  run(tx: Tx): Promise<T>;
}

/** What transactions are made from. */
export interface TransactionRuntime {
  db: Database;
  newId: () => string;
  clock: Clock;
  subscriptions: Subscriptions;
  metrics: Metrics;
}

const attemptsMax = 5;

/** One transaction for one caller; again after a deadlock. */
export async function transact<T>(runtime: TransactionRuntime, work: Work<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transactOnce(runtime, work);
    } catch (error) {
      if (!isRetryable(error) || attempt === attemptsMax) throw error;
    }
  }
}

async function transactOnce<T>(runtime: TransactionRuntime, work: Work<T>): Promise<T> {
  const deliveries: Delivery[] = [];
  const result = await inTransaction(runtime, async (db) => {
    const tx = openTx(runtime, work.requestId, db, deliveries, async (run, item) => (await run(db, [item]))[0]!);
    await work.hooks.before?.(tx);
    const value = await work.run(tx);
    await queueDeliveries(db, deliveries, runtime.subscriptions);
    await work.hooks.after?.(tx, value);
    return value;
  });
  countDeliveries(runtime, deliveries);
  return result;
}

export function inTransaction<T>(runtime: TransactionRuntime, run: (db: DatabaseTransaction) => Promise<T>): Promise<T> {
  return runtime.db.transaction().setIsolationLevel("read committed").execute(run);
}

export function openTx(
  runtime: TransactionRuntime,
  requestId: string,
  db: DatabaseTransaction,
  deliveries: Delivery[],
  together: Tx["together"],
): Tx {
  return { db, together, emit: (event, payload) => void deliveries.push(deliveryOf(runtime, requestId, event, payload)) };
}

export function countDeliveries(runtime: TransactionRuntime, deliveries: readonly Delivery[]): void {
  for (const delivery of deliveries) runtime.metrics.events.inc({ type: delivery.type });
}

function deliveryOf(runtime: TransactionRuntime, requestId: string, event: EventDefinition, payload: unknown): Delivery {
  return {
    event_id: runtime.newId(),
    type: event.type,
    payload: event.payload.parse(payload),
    request_id: requestId,
    emitted_at: runtime.clock.now().toISOString(),
  };
}
