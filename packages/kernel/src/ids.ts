import { v7 } from "uuid";

/** A UUIDv7 (RFC 9562): 128 random and time bits, so that ids sort by the millisecond they were made in. */
export function newId(): string {
  return v7();
}
