import type { Readable } from "node:stream";
import type { Backing } from "@oneheart/backing";
import type {
  CallInput,
  CommonErrorCode,
  ErrorCode,
  ErrorFacts,
  EventDefinition,
  Operation,
  OperationDefinition,
  Output,
} from "@oneheart/contracts";
import type { z } from "zod";
import type { Clock } from "./clock.ts";
import type { Database, DatabaseTransaction } from "./database.ts";
import type { Logger } from "./log/logger.ts";
import type { Metrics } from "./metrics.ts";
import type { Principal } from "./principal.ts";
import type { AnySettings, SettingsOf } from "./settings/declare.ts";
import type { Vault } from "./vault.ts";

/** A database transaction, and the events that commit with it. */
export interface Tx {
  readonly db: DatabaseTransaction;
  /** Queues one durable job per subscriber in this transaction. */
  emit<E extends EventDefinition>(event: E, payload: z.input<E["payload"]>): void;
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
  readonly log: Logger;
  newId(): string;
  /** The settings that the service declares. Throws for those of another. */
  settings<D extends AnySettings>(definition: D): SettingsOf<D>;
  /** What the service opened at its start. */
  state<T>(definition: StateDefinition<T>): T;
  /** Asks another service: a function call when it is in this process, HTTP when it is not. Not inside a transaction. */
  call<O extends Operation>(operation: O, input: CallInput<O>): Promise<z.output<O["output"]>>;
  /** Runs `work` in one READ COMMITTED transaction; it may run again after a deadlock, so it does nothing but SQL and `emit`. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/**
 * What a service holds while its process serves: keys that were read, caches, processes. Operations reach it with
 * `ctx.state(definition)`. Two programs in one process each have their own.
 */
export interface StateDefinition<T> {
  /** Runs once when the process is about to serve, after migrations. */
  open(ctx: BaseContext, metrics: Metrics): T | Promise<T>;
  /** Runs when requests and jobs have ended. */
  close?(state: T): void | Promise<void>;
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

declare const answered: unique symbol;
/** What `ctx.answer` gave back: nothing else is the answer of an idempotent operation. */
export type Answer<T> = T & { readonly [answered]: true };

/** An operation that honours an `Idempotency-Key`. */
export type Idempotent = { idempotent: true | "required" };

/** What an operation's handler is given. */
export interface Context<O extends OperationDefinition = OperationDefinition> extends BaseContext {
  readonly source: Source;
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal;
  /** The file of a multipart operation, when one came. */
  readonly file: IncomingFile | undefined;
  /** Ends the operation with a declared error. */
  fail<Code extends ErrorCode<O> | CommonErrorCode>(code: Code, ...context: ErrorFacts<O, Code>): never;
  /**
   * Of an idempotent operation: the transaction of its effect, whose result is its answer. The answer is stored under the caller's
   * `Idempotency-Key` in that same transaction. Once a call; what the operation does outside of it must be harmless to repeat.
   */
  readonly answer: O extends Idempotent ? (work: (tx: Tx) => Promise<Output<O>>) => Promise<Answer<Output<O>>> : never;
  /** Makes the file's hash (`sha256:` and hexadecimal), which is known only after it was read, part of what an idempotency key stands for. */
  identifyRequestBy(part: string): void;
}

/** What a subscriber is given. */
export interface SubscriberContext extends BaseContext {
  readonly event: { id: string; type: string; emittedAt: Date };
  /** A transaction whose effect happens once however often the event is delivered; undefined when it already did. */
  once<T>(work: (tx: Tx) => Promise<T>): Promise<T | undefined>;
}
