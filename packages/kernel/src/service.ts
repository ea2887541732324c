import type { Readable } from "node:stream";
import type { Backing } from "@oneheart/backing";
import type {
  CallInput,
  CommonErrorCode,
  Contract,
  ErrorCode,
  EventDefinition,
  EventPayload,
  HandlerInput,
  Operation,
  OperationDefinition,
  Output,
} from "@oneheart/contracts";
import type { z } from "zod";
import type { Audit } from "./audits.ts";
import type { Clock } from "./clock.ts";
import type { Settings } from "./config.ts";
import type { Database, DatabaseTransaction } from "./database.ts";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Principal } from "./principal.ts";
import type { Vault } from "./vault.ts";

/** A database transaction, and the events that commit with it. */
export interface Tx {
  readonly db: DatabaseTransaction;
  /** Queues one durable job per subscriber in this transaction. */
  emit<E extends EventDefinition>(event: E, payload: z.input<E["payload"]>): void;
  /**
   * Does the same thing for all that share this transaction at once: `run` gets the items in one list and answers one by one.
   * Alone it gets a list of one.
   */
  together<I, R>(run: (db: DatabaseTransaction, items: I[]) => Promise<R[]>, item: I): Promise<R>;
}

export interface TransactionOptions {
  /**
   * Given, the transaction may be shared with others of the same operation or subscriber that run at this moment. Those
   * with the same value never share one: row locks do not keep the members of one transaction from each other.
   */
  apart?: string;
}

/** What every piece of a service is given. */
export interface BaseContext {
  readonly requestId: string;
  readonly principal: Principal;
  /** For reads outside a transaction. */
  readonly db: Database;
  readonly backing: Backing;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly log: Logger;
  newId(): string;
  /** Asks another service: a function call when it is in this process, HTTP when it is not. Not inside a transaction. */
  call<O extends Operation>(operation: O, input: CallInput<O>): Promise<z.output<O["output"]>>;
  /** Runs `work` in one READ COMMITTED transaction; it may run again after a deadlock, so it does nothing but SQL and `emit`. */
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

/** Where a call came from. */
export interface Source {
  ip: string;
  userAgent: string;
  /** The request's `Accept-Language`, when it has one. */
  acceptLanguage?: string;
}

/** A file as it arrives; the stream is read once. */
export interface IncomingFile {
  filename: string;
  stream: Readable;
}

/** What an operation's handler is given. */
export interface Context<O extends OperationDefinition = OperationDefinition> extends BaseContext {
  readonly source: Source;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
  /** The file of a multipart operation, when one came. */
  readonly file: IncomingFile | undefined;
  /** Ends the operation with a declared error. */
  fail(code: ErrorCode<O> | CommonErrorCode, context?: Record<string, unknown>): never;
  /** Makes the file's hash (`sha256:` and hexadecimal), which is known only after it was read, part of what an idempotency key stands for. */
  identifyRequestBy(part: string): void;
}

/** What a subscriber is given. */
export interface SubscriberContext extends BaseContext {
  readonly event: { id: string; type: string; emittedAt: Date };
  /** A transaction whose effect happens once however often the event is delivered; undefined when it already did. */
  once<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T | undefined>;
}

/** Raw bytes as an answer. */
export interface BytesAnswer {
  content_type: string;
  headers?: Record<string, string>;
  status?: number;
  body: Readable | Uint8Array | string;
}

export interface ServerSentEvent {
  id?: string;
  event?: string;
  data: string;
}

/** What a handler gives back: the declared output, raw bytes, or a stream of events. */
export type HandlerResult<O extends OperationDefinition> = O extends { answer: "bytes" }
  ? BytesAnswer
  : O extends { answer: "events" }
    ? AsyncIterable<ServerSentEvent>
    : Output<O>;

export interface Handler<O extends Operation = Operation> {
  operation: O;
  run(input: HandlerInput<O>, ctx: Context<O>): Promise<HandlerResult<O>>;
}

/** Joins an operation of a contract with the code that answers it. */
export function handle<O extends Operation>(
  operation: O,
  run: (input: HandlerInput<O>, ctx: Context<O>) => Promise<HandlerResult<O>>,
): Handler<O> {
  return { operation, run };
}

export interface Subscriber {
  /** The words of its file, such as `on-impact-recorded`: its jobs and what it has handled are known by service and name. */
  name: string;
  event: EventDefinition;
  /** How often it is tried before it lands among the dead jobs. */
  attempts: number;
  run(payload: unknown, ctx: SubscriberContext): Promise<void>;
}

/** Hears an event. Delivered at least once; wrap the effect in `ctx.once`. */
export function subscribe<E extends EventDefinition>(
  name: string,
  event: E,
  run: (payload: EventPayload<E>, ctx: SubscriberContext) => Promise<void>,
  options: { attempts?: number } = {},
): Subscriber {
  return { name, event, attempts: options.attempts ?? 12, run: run as Subscriber["run"] };
}

/** Work that the clock starts, on one process at a time. */
export interface ScheduledJob {
  name: string;
  /** Five cron fields, UTC. */
  cron: string;
  run(ctx: BaseContext): Promise<void>;
}

export function schedule(name: string, cron: string, run: (ctx: BaseContext) => Promise<void>): ScheduledJob {
  return { name, cron, run };
}

/** Heavy work from the work queue. */
export interface QueueWorker {
  queue: string;
  concurrency: number;
  attempts: number;
  run(payload: Record<string, unknown>, ctx: BaseContext, job: { id: string; attempt: number }): Promise<void>;
  /** The last attempt failed: put the subject aside, with the reason. */
  onDead?(payload: Record<string, unknown>, error: Error, ctx: BaseContext): Promise<void>;
}

export interface ServiceDefinition {
  name: string;
  contract: Contract;
  handlers: ReadonlyMap<string, Handler>;
  subscribers: readonly Subscriber[];
  jobs: readonly ScheduledJob[];
  workers: readonly QueueWorker[];
  /** Folder of numbered SQL files; absent when the service has no tables. */
  migrations?: URL;
  /** Checks of what the service keeps of the ledger, for `oneheart audit`. */
  audits?: readonly Audit[];
  /** Runs once when the process is about to serve, after migrations. */
  onStart?(ctx: BaseContext, metrics: Metrics): Promise<void>;
  onStop?(): Promise<void>;
}

/** Joins everything a service is. Every operation of the contract must have its handler; throws when two parts share a name. */
export function defineService<C extends Contract>(
  contract: C,
  parts: {
    operations: { [K in keyof C["operations"]]: Handler<C["operations"][K]> };
    subscribers?: Subscriber[];
    jobs?: ScheduledJob[];
    workers?: QueueWorker[];
    migrations?: URL;
    audits?: Audit[];
    onStart?(ctx: BaseContext, metrics: Metrics): Promise<void>;
    onStop?(): Promise<void>;
  },
): ServiceDefinition {
  const handlers = Object.values(parts.operations) as unknown as Handler[];
  refuseUnfitNames(contract.service, parts.subscribers ?? [], parts.jobs ?? []);
  return {
    name: contract.service,
    contract,
    handlers: new Map(handlers.map((handler) => [handler.operation.name, handler])),
    subscribers: parts.subscribers ?? [],
    jobs: parts.jobs ?? [],
    workers: parts.workers ?? [],
    migrations: parts.migrations,
    audits: parts.audits,
    onStart: parts.onStart,
    onStop: parts.onStop,
  };
}

const subscriberName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Subscribers and scheduled jobs are queued by name: of two with one name only one would ever run. */
function refuseUnfitNames(service: string, subscribers: readonly Subscriber[], jobs: readonly ScheduledJob[]): void {
  const unfit = subscribers.find(({ name }) => !subscriberName.test(name));
  if (unfit !== undefined) throw new Error(`${service}: "${unfit.name}" is not a name such as on-quest-submitted`);
  const names = [...subscribers, ...jobs].map(({ name }) => name);
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared !== undefined) throw new Error(`${service}: two subscribers or jobs are called ${shared}`);
}
