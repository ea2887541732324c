import type { EventDefinition } from "@oneheart/contracts";
import type { Clock } from "./clock.ts";
import type { Database, DatabaseTransaction } from "./database.ts";
import { isRetryable } from "./errors.ts";
import type { Delivery, Subscriptions } from "./events.ts";
import type { Metrics } from "./metrics.ts";
import { emptyOutcome, type Outcome, writeOutcome } from "./outcome.ts";

/** What transactions are made from. */
export interface TransactionRuntime {
  db: Database;
  newId: () => string;
  clock: Clock;
  subscriptions: Subscriptions;
  metrics: Metrics;
}

const attemptsMax = 5;

/**
 * Runs `work` in one READ COMMITTED transaction and writes its outcome before the commit; all of it again after a deadlock. An outcome
 * belongs to one attempt.
 */
export async function transact<T>(
  runtime: TransactionRuntime,
  work: (db: DatabaseTransaction, outcome: Outcome) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transactOnce(runtime, work);
    } catch (error) {
      if (!isRetryable(error) || attempt === attemptsMax) throw error;
    }
  }
}

async function transactOnce<T>(runtime: TransactionRuntime, work: (db: DatabaseTransaction, outcome: Outcome) => Promise<T>): Promise<T> {
  const outcome = emptyOutcome();
  const result = await runtime.db
    .transaction()
    .setIsolationLevel("read committed")
    .execute(async (db) => {
      const value = await work(db, outcome);
      await writeOutcome(db, outcome, runtime.subscriptions);
      return value;
    });
  for (const { type } of outcome.deliveries) runtime.metrics.events.inc({ type });
  return result;
}

/** What an event follows from. */
interface Origin {
  requestId: string;
  at?: Date;
}

/** An event as its subscribers' jobs carry it; throws when the payload does not fit the contract. */
export function deliveryOf(runtime: TransactionRuntime, { requestId, at }: Origin, event: EventDefinition, payload: unknown): Delivery {
  return {
    event_id: runtime.newId(),
    type: event.type,
    payload: event.payload.parse(payload),
    request_id: requestId,
    emitted_at: (at ?? runtime.clock.now()).toISOString(),
    ...(at === undefined ? {} : { at: at.toISOString() }),
  };
}
