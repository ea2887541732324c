import { createHash } from "node:crypto";

/**
 * The id of the notification that an event causes: the event's UUIDv7 time with 62 bits of a hash over event and name,
 * so that it sorts by time and is the same at every delivery.
 */
export function notificationId(eventId: string, name: string): string {
  const digest = createHash("sha256").update(`${eventId}\n${name}`).digest();
  digest[0] = (digest[0]! & 0x3f) | 0x80;
  const tail = digest.toString("hex");
  return `${eventId.slice(0, 18)}-${tail.slice(0, 4)}-${tail.slice(4, 16)}`;
}

/** The time of the event behind an id, in milliseconds. */
export function timeOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
