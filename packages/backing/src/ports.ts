/** The ports to backing services. Each has an embedded and a production adapter, and one contract suite runs against both. */
import type { Readable } from "node:stream";

/** Short-lived shared state: sessions, counters, leaderboards and live messages. Losing it never loses value. */
export interface Cache {
  /** A counter answers its value as text. Values, counters and boards share one space of names. */
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, options: { ttl_ms: number }): Promise<void>;
  delete(...keys: string[]): Promise<void>;
  /** Adds to a counter that disappears `ttl_ms` after its first increment; atomic across processes. */
  increment(key: string, options: { by?: number; ttl_ms: number }): Promise<{ value: number; ttl_ms: number }>;
  /** Adds to a member's score on a board that disappears `ttl_ms` after its last change. */
  addScore(board: string, member: string, by: number, options: { ttl_ms: number }): Promise<number>;
  /** Highest score first; equal scores by member, ascending. */
  topScores(board: string, limit: number): Promise<Array<{ member: string; score: number }>>;
  publish(channel: string, message: string): Promise<void>;
  /** Resolves once listening; the answer ends the subscription. */
  subscribe(channel: string, listener: (message: string) => void): Promise<() => Promise<void>>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type Document = { id: string; [field: string]: unknown };

/** Schemaless documents by collection: telemetry, sessions, notifications. Fields are JSON; times are ISO 8601 strings. */
export interface Documents {
  /** A document whose id is there already stays as it is, so that a retried job may insert again. */
  insert(collection: string, documents: Document[]): Promise<void>;
  get(collection: string, id: string): Promise<Document | undefined>;
  /** Equality on top-level fields (null also where absent), newest id first (ids are UUIDv7); `before` is the last id of the page before. */
  find(
    collection: string,
    filter: Record<string, string | number | boolean | null>,
    page: { limit: number; before?: string },
  ): Promise<Document[]>;
  count(collection: string, filter: Record<string, string | number | boolean | null>): Promise<number>;
  /** Merges `change` into every matching document; answers how many matched. */
  update(collection: string, filter: Record<string, string | number | boolean | null>, change: Record<string, unknown>): Promise<number>;
  delete(collection: string, filter: Record<string, string | number | boolean | null>): Promise<number>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoredObject {
  size_bytes: number;
  content_type: string;
}

/** Object storage. Keys are `/`-separated, without `..` and without a leading slash, and none is the folder of another. */
export interface Objects {
  /** Streams to the store. The object appears whole or not at all; a failing source leaves nothing behind. */
  put(key: string, body: Readable | Uint8Array, options: { content_type: string }): Promise<void>;
  /** Throws `ObjectNotFound`. `range` is inclusive, in bytes, and must begin inside the object: else `range_invalid`. */
  read(key: string, range?: { start: number; end: number }): Promise<Readable>;
  bytes(key: string): Promise<Uint8Array>;
  head(key: string): Promise<StoredObject | undefined>;
  delete(key: string): Promise<void>;
  /** The key of every object, in no order. What is stored or deleted meanwhile may be missing or there. */
  keys(): AsyncIterable<string>;
  /** A link that works without a session until it expires. Embedded: a gateway path with an HMAC; S3 and GCS: presigned. */
  signedUrl(key: string, options: { expires_s: number; filename?: string }): Promise<string>;
  /** True when the link was made by `signedUrl` of the embedded adapter and has not expired; always false elsewhere. */
  verifySignedPath(key: string, query: { expires: string; signature: string }): boolean;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A job of a work queue, known in it by its id. */
export interface WorkJob {
  job_id: string;
  payload: Record<string, unknown>;
}

/** Jobs for heavy work, apart from domain events. At least once; a failing job is retried with back-off. */
export interface WorkQueue {
  /** Adds all or none. The same `job_id` again while the first waits or runs is one job; when that has ended, it is a new one. */
  add(queue: string, jobs: readonly WorkJob[]): Promise<void>;
  /**
   * Starts working on a queue. `onDead` hears of a job whose last attempt failed, before the queue forgets it, and again
   * should `onDead` itself fail. An attempt that ended with its process does not count among `attempts`; twenty such are the end, too.
   */
  work(
    queue: string,
    handler: (payload: Record<string, unknown>, job: { id: string; attempt: number }) => Promise<void>,
    options: { concurrency: number; attempts: number; onDead?: (payload: Record<string, unknown>, error: Error) => Promise<void> },
  ): Promise<void>;
  ping(): Promise<void>;
  /** Stops taking jobs and waits for those under way. */
  close(): Promise<void>;
}

export interface Mail {
  send(message: { to: string; subject: string; text: string }): Promise<void>;
  close(): Promise<void>;
}

export interface Sms {
  send(message: { to: string; text: string }): Promise<void>;
}

/** A device to push to: an Expo token, or a Web Push subscription as the browser gives it. */
export type PushTarget = { kind: "expo"; token: string } | { kind: "web"; endpoint: string; p256dh: string; auth: string };

export interface Push {
  /** Answers `gone` when the device has unsubscribed and the target should be forgotten. */
  send(target: PushTarget, message: { title: string; body: string; data?: Record<string, string> }): Promise<"sent" | "gone">;
}

/** Everything a service may reach outside SQL. */
export interface Backing {
  cache: Cache;
  documents: Documents;
  objects: Objects;
  queue: WorkQueue;
  mail: Mail;
  sms: Sms;
  push: Push;
}
