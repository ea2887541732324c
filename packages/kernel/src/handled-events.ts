import { sql } from "kysely";
import type { Database } from "./database.ts";
import type { Delivery } from "./events.ts";

/** Notes events as handled by a subscriber; answers the ids of those that were not handled before. */
export async function noteHandled(db: Database, subscriber: string, deliveries: readonly Delivery[]): Promise<Set<string>> {
  const { rows } = await sql<{ event_id: string }>`
    INSERT INTO handled_events (event_id, subscriber)
    SELECT e.event_id, ${subscriber}
    FROM unnest(${deliveries.map(({ event_id }) => event_id)}::uuid[], ${deliveries.map(({ handled_as }) => handled_as ?? null)}::text[])
      AS e (event_id, handled_as)
    WHERE NOT EXISTS (SELECT FROM handled_events h WHERE h.event_id = e.event_id AND h.subscriber = e.handled_as)
    ORDER BY e.event_id
    ON CONFLICT DO NOTHING RETURNING event_id`.execute(db);
  return new Set(rows.map((row) => row.event_id));
}

/** Notes an event as handled by a subscriber when it is noted under the name that the subscriber had before. */
export async function copyNotes(db: Database, before: string, now: string, event_id: string): Promise<void> {
  await sql`
    INSERT INTO handled_events (event_id, subscriber)
    SELECT event_id, ${now} FROM handled_events WHERE event_id = ${event_id} AND subscriber = ${before}
    ON CONFLICT DO NOTHING`.execute(db);
}
