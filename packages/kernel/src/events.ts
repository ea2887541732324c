import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { ServiceDefinition, Subscriber } from "./service.ts";

/** One delivery of one event to one subscriber, as it lies in the job table. */
export interface Delivery {
  event_id: string;
  type: string;
  payload: unknown;
  request_id: string;
  emitted_at: string;
  /** Under what an earlier version may have noted this event as handled, when the job was queued by that version. */
  handled_as?: string;
}

/** Who hears what. Built from every service there is, also those in other processes, so that none misses an event. */
export type Subscriptions = ReadonlyMap<string, ReadonlyArray<{ task: string; attempts: number }>>;

/** The name of the job that brings an event to one subscriber of a service; also the key of what it has handled. */
export function taskName(service: string, subscriber: Subscriber): string {
  return `${service}:${subscriber.name}`;
}

export function collectSubscriptions(services: readonly ServiceDefinition[]): Subscriptions {
  const all = services.flatMap(({ name, subscribers }) => subscribers.map((subscriber) => ({ service: name, subscriber })));
  return new Map(
    Object.entries(Object.groupBy(all, ({ subscriber }) => subscriber.event.type)).map(([type, heard]) => [type, heard!.map(toTask)]),
  );
}

function toTask({ service, subscriber }: { service: string; subscriber: Subscriber }): { task: string; attempts: number } {
  return { task: taskName(service, subscriber), attempts: subscriber.attempts };
}

/** Writes every delivery of these events as jobs of the transaction: they run if and when it commits. */
export async function queueDeliveries(db: Database, events: Delivery[], subscriptions: Subscriptions): Promise<void> {
  const jobs = events.flatMap((delivery) =>
    (subscriptions.get(delivery.type) ?? []).map((subscriber) => ({ ...subscriber, payload: delivery })),
  );
  if (jobs.length === 0) return;
  await sql`
    SELECT FROM graphile_worker.add_jobs(ARRAY(
      SELECT (job->>'task', job->'payload', NULL, NULL, (job->>'attempts')::int, NULL, NULL, NULL)::graphile_worker.job_spec
      FROM json_array_elements(${JSON.stringify(jobs)}::json) AS job
    ))`.execute(db);
}
