import { sql } from "kysely";
import { collectSubscriptions, type Delivery, queueDeliveries, taskName } from "./events.ts";
import { system } from "./principal.ts";
import { createBaseContext, type Runtime } from "./runtime.ts";
import type { ServiceDefinition, Subscriber, SubscriberContext, TransactionOptions, Tx } from "./service.ts";

/** Runs one subscriber for one delivery. */
export async function deliver(runtime: Runtime, service: string, subscriber: Subscriber, delivery: Delivery): Promise<void> {
  const base = createBaseContext(runtime, {
    principal: system,
    requestId: delivery.request_id,
    service,
    bindings: { event: delivery.type, subscriber: subscriber.name },
  });
  const ctx: SubscriberContext = Object.assign(base, {
    event: { id: delivery.event_id, type: delivery.type, emittedAt: new Date(delivery.emitted_at) },
    once: <T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions) =>
      base.transaction(async (tx) => ((await isFirst(tx, taskName(service, subscriber), delivery)) ? work(tx) : undefined), options),
  });
  await subscriber.run(subscriber.event.payload.parse(delivery.payload), ctx);
}

/** Notes the event as handled by this subscriber; false when it already was. */
async function isFirst({ db }: Tx, subscriber: string, { event_id, handled_as }: Delivery): Promise<boolean> {
  const noted = await sql`
    INSERT INTO handled_events (event_id, subscriber)
    SELECT ${event_id}::uuid, ${subscriber}
    WHERE NOT EXISTS (SELECT FROM handled_events WHERE event_id = ${event_id}::uuid AND subscriber = ${handled_as ?? null})
    ON CONFLICT DO NOTHING`.execute(db);
  return noted.numAffectedRows === 1n;
}

/**
 * The tasks of a version that knew a delivery by service and event alone, `quest:impact.recorded`, and noted it as handled by
 * `quest`. Such a job is queued again for each subscriber, so that one that fails does not hold up the others.
 */
export function earlierTasks(runtime: Runtime, service: ServiceDefinition): Array<[string, (delivery: Delivery) => Promise<void>]> {
  const subscriptions = collectSubscriptions([service]);
  return [...subscriptions.keys()].map((type) => [
    `${service.name}:${type}`,
    (delivery) => queueDeliveries(runtime.db, [{ ...delivery, handled_as: service.name }], subscriptions),
  ]);
}
