import type { EventDefinition } from "@oneheart/contracts";
import { type BatchQueue, createBatchQueue } from "./batch-queue.ts";
import type { BatchSubscriber, EventBatchContext, EventMember } from "./batches.ts";
import type { DatabaseTransaction } from "./database.ts";
import { type Delivery, momentOf, payloadOf, taskName } from "./events.ts";
import { noteHandled } from "./handled-events.ts";
import { system } from "./principal.ts";
import { createContext, type Runtime } from "./runtime.ts";
import { deliveryOf, transact } from "./transactions.ts";

/** Brings deliveries to a subscriber that takes them in batches: those of one job, and of several that come at the same moment. */
export function createEventQueue(runtime: Runtime, service: string, subscriber: BatchSubscriber): (delivery: Delivery) => Promise<void> {
  const queue: BatchQueue<Delivery, undefined> = createBatchQueue((deliveries: Delivery[]) =>
    runByMoment(runtime, service, subscriber, deliveries),
  );
  const { conflictKey } = subscriber.batch;
  return async (delivery) => {
    const own = conflictKey === undefined ? [] : [`own:${conflictKey(delivery.payload as never)}`];
    await queue.run(delivery, { conflicts: [`event:${delivery.event_id}`, ...own], locks: [] });
  };
}

/** A batch has one clock, so what is about different moments of the past goes one moment after the other, the earliest first. */
async function runByMoment(
  runtime: Runtime,
  service: string,
  subscriber: BatchSubscriber,
  deliveries: readonly Delivery[],
): Promise<undefined[]> {
  const moments = [...Map.groupBy(deliveries, ({ at }) => at ?? "now")].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [, group] of moments) await runBatch(runtime, service, subscriber, group);
  return deliveries.map(() => undefined);
}

async function runBatch(runtime: Runtime, service: string, subscriber: BatchSubscriber, deliveries: readonly Delivery[]): Promise<void> {
  const owner = {
    principal: system,
    requestId: deliveries[0]!.request_id,
    service,
    bindings: { event: deliveries[0]!.type, subscriber: subscriber.name },
    at: momentOf(deliveries[0]!),
  };
  const { context, guarded } = createContext(runtime, owner);
  const events = deliveries.map((delivery) => ({ delivery, ...heard(subscriber, delivery) }));
  type Work = (db: DatabaseTransaction, members: readonly EventMember[]) => Promise<void>;

  const once = (work: Work) =>
    guarded(() =>
      transact(runtime, async (db, outcome) => {
        const first = await noteHandled(db, taskName(service, subscriber), deliveries);
        const members = events
          .filter(({ event }) => first.has(event.id))
          .map(({ delivery, payload, event }) => ({
            ...{ payload, event },
            emit: (said: EventDefinition, content: unknown) =>
              void outcome.deliveries.push(deliveryOf(runtime, { requestId: delivery.request_id, at: owner.at }, said, content)),
          }));
        if (members.length > 0) await work(db, members as EventMember[]);
      }),
    );

  await subscriber.batch.run(events as never, Object.assign(context, { once }) as unknown as EventBatchContext);
}

function heard(subscriber: BatchSubscriber, delivery: Delivery) {
  return {
    payload: payloadOf(subscriber, delivery),
    event: { id: delivery.event_id, type: delivery.type, emittedAt: new Date(delivery.emitted_at) },
  };
}
