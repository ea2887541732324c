import type { ServiceDefinition, Subscriber } from "./service.ts";

/** One delivery of one event to one subscriber, as it lies in the job table. */
export interface Delivery {
  event_id: string;
  type: string;
  payload: unknown;
  request_id: string;
  emitted_at: string;
  /** The moment in the past at which its subscribers act; absent: when they run. */
  at?: string;
  /** Under what an earlier version may have noted this event as handled, when the job was queued by that version. */
  handled_as?: string;
}

/** Who hears what. Built from every service there is, also those in other processes, so that none misses an event. */
export type Subscriptions = ReadonlyMap<string, readonly Subscription[]>;

interface Subscription {
  task: string;
  attempts: number;
  /** The events of one transaction come in one job. */
  batched: boolean;
}

/** A job as graphile-worker takes it. */
export interface DeliveryJob {
  task: string;
  attempts: number;
  payload: Delivery | Delivery[];
}

/** Most events in one job: when one of them fails, the job is tried again with those that failed. */
const batchMax = 64;

/** The moment in the past that a delivery is about; undefined for what happens now. */
export function momentOf({ at }: Delivery): Date | undefined {
  return at === undefined ? undefined : new Date(at);
}

/** The name of the job that brings an event to one subscriber of a service; also the key of what it has handled. */
export function taskName(service: string, subscriber: Subscriber): string {
  return `${service}:${subscriber.name}`;
}

/** The payload of a delivery as its contract has it now; throws when it does not fit. */
export function payloadOf({ name, events }: Subscriber, { type, payload }: Delivery): unknown {
  const event = events.find((one) => one.type === type);
  if (event === undefined) throw new Error(`${name} does not hear ${type}`);
  return event.payload.parse(payload);
}

export function collectSubscriptions(services: readonly ServiceDefinition[]): Subscriptions {
  const all = services.flatMap(({ name: service, subscribers }) =>
    subscribers.flatMap((subscriber) => subscriber.events.map(({ type }) => ({ service, subscriber, type }))),
  );
  return new Map([...Map.groupBy(all, ({ type }) => type)].map(([type, heard]) => [type, heard.map(toTask)]));
}

function toTask({ service, subscriber }: { service: string; subscriber: Subscriber }): Subscription {
  return { task: taskName(service, subscriber), attempts: subscriber.attempts, batched: subscriber.batch !== undefined };
}

/** The jobs that bring these events to their subscribers. */
export function deliveryJobs(deliveries: readonly Delivery[], subscriptions: Subscriptions): DeliveryJob[] {
  const byType = Map.groupBy(deliveries, ({ type }) => type);
  return [...byType].flatMap(([type, events]) =>
    (subscriptions.get(type) ?? []).flatMap(({ task, attempts, batched }) =>
      (batched ? inChunks(events) : events).map((payload) => ({ task, attempts, payload })),
    ),
  );
}

/** One event alone is not put into a list. */
function inChunks(events: readonly Delivery[]): Array<Delivery | Delivery[]> {
  const chunks: Array<Delivery | Delivery[]> = [];
  for (let first = 0; first < events.length; first += batchMax) {
    const chunk = events.slice(first, first + batchMax);
    chunks.push(chunk.length === 1 ? chunk[0]! : chunk);
  }
  return chunks;
}
