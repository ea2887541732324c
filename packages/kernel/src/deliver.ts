import type { SubscriberContext, Tx } from "./context.ts";
import { createEventQueue } from "./event-batch.ts";
import { collectSubscriptions, type Delivery, momentOf, payloadOf, taskName } from "./events.ts";
import { copyNotes, noteHandled } from "./handled-events.ts";
import { emptyOutcome, writeOutcome } from "./outcome.ts";
import { system } from "./principal.ts";
import { createBaseContext, type Runtime } from "./runtime.ts";
import type { ServiceDefinition, SingleSubscriber, Subscriber } from "./service.ts";

/** Brings one delivery to one subscriber; it ends when the delivery has taken effect. */
export type Bring = (delivery: Delivery) => Promise<void>;

/** How deliveries reach a subscriber. */
export function deliveryTo(runtime: Runtime, service: string, subscriber: Subscriber): Bring {
  if (subscriber.batch !== undefined) return createEventQueue(runtime, service, subscriber);
  return (delivery) => deliver(runtime, service, subscriber, delivery);
}

async function deliver(runtime: Runtime, service: string, subscriber: SingleSubscriber, delivery: Delivery): Promise<void> {
  const base = createBaseContext(runtime, {
    principal: system,
    requestId: delivery.request_id,
    service,
    bindings: { event: delivery.type, subscriber: subscriber.name },
    at: momentOf(delivery),
  });
  const ctx: SubscriberContext = Object.assign(base, {
    event: { id: delivery.event_id, type: delivery.type, emittedAt: new Date(delivery.emitted_at) },
    once: <T>(work: (tx: Tx) => Promise<T>) =>
      base.transaction(async (tx) => {
        const first = await noteHandled(tx.db, taskName(service, subscriber), [delivery]);
        return first.size === 1 ? work(tx) : undefined;
      }),
  });
  await subscriber.run(payloadOf(subscriber, delivery), ctx);
}

/** The tasks under which earlier versions queued what a subscriber hears; what they noted as handled stays handled. */
export function renamedTasks(runtime: Runtime, service: string, subscriber: Subscriber, bring: Bring): Array<[string, Bring]> {
  return subscriber.earlier.map((name) => {
    const earlier = `${service}:${name}`;
    return [
      earlier,
      async (delivery) => {
        await copyNotes(runtime.db, earlier, taskName(service, subscriber), delivery.event_id);
        await bring(delivery);
      },
    ];
  });
}

/**
 * The tasks of a version that knew a delivery by service and event alone, `quest:impact.recorded`, and noted it as handled by
 * `quest`. Such a job is queued again for each subscriber, so that one that fails does not hold up the others.
 */
export function earlierTasks(runtime: Runtime, service: ServiceDefinition): Array<[string, (delivery: Delivery) => Promise<void>]> {
  const subscriptions = collectSubscriptions([service]);
  return [...subscriptions.keys()].map((type) => [
    `${service.name}:${type}`,
    (delivery) => writeOutcome(runtime.db, { ...emptyOutcome(), deliveries: [{ ...delivery, handled_as: service.name }] }, subscriptions),
  ]);
}
