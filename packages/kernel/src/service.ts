import type { Readable } from "node:stream";
import type { Contract, EventDefinition, EventPayload, HandlerInput, Operation, OperationDefinition, Output } from "@oneheart/contracts";
import type { RecordState } from "./approval/difference.ts";
import type { Audit } from "./audits.ts";
import { type BatchHandler, type BatchSubscriber, type SubscriberKey, type SubscriberOptions, subscriberKey } from "./batches.ts";
import type { Answer, BaseContext, Context, Idempotent, StateDefinition, SubscriberContext } from "./context.ts";
import type { Metrics } from "./metrics.ts";
import type { AnySettings } from "./settings/declare.ts";

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

/** What is answered: the declared output, raw bytes, or a stream of events. */
export type PlainResult<O extends OperationDefinition> = O extends { answer: "bytes" }
  ? BytesAnswer
  : O extends { answer: "events" }
    ? AsyncIterable<ServerSentEvent>
    : Output<O>;

/** What a handler gives back. */
export type HandlerResult<O extends OperationDefinition> = O extends Idempotent ? Answer<PlainResult<O>> : PlainResult<O>;

/** Code that answers an operation, request by request or in batches. */
export type Handler<O extends Operation = Operation> = SingleHandler<O> | BatchHandler<O>;

export interface SingleHandler<O extends Operation = Operation> {
  operation: O;
  batch?: undefined;
  run(input: HandlerInput<O>, ctx: Context<O>): Promise<HandlerResult<O>>;
  /** Of an operation that declares `approval`. */
  change?(input: HandlerInput<O>, ctx: Context<O>): Promise<RecordChange | undefined>;
}

/** What a request would change, as people who approve it compare it. */
export interface RecordChange {
  before: RecordState;
  after: RecordState;
  /** What to carry out instead of what was sent, where that holds what must not be kept, such as a password. */
  input?: Record<string, unknown>;
}

/** Joins an operation of a contract with the code that answers it. */
export function handle<O extends Operation>(
  operation: O,
  run: (input: HandlerInput<O>, ctx: Context<O>) => Promise<HandlerResult<O>>,
): SingleHandler<O> {
  return { operation, run };
}

/**
 * Joins an operation that declares `approval` with its code. `change` tells what a request would change of its record now, or undefined
 * where nobody has to approve it; it only reads, and by `ctx.db`. `run` makes the change in one `ctx.transaction`, or in `ctx.answer`.
 */
export function handleApproved<O extends Operation>(
  operation: O,
  { change, run }: Required<Pick<SingleHandler<O>, "change" | "run">>,
): SingleHandler<O> {
  return { operation, change, run };
}

/** Code that hears an event, one by one or in batches. */
export type Subscriber = SingleSubscriber | BatchSubscriber;

export interface SingleSubscriber extends SubscriberKey {
  batch?: undefined;
  run(payload: unknown, ctx: SubscriberContext): Promise<void>;
}

/** Hears an event, or several that tell one story. Delivered at least once; wrap the effect in `ctx.once`. */
export function subscribe<E extends EventDefinition>(
  name: string,
  heard: E | readonly E[],
  run: (payload: EventPayload<E>, ctx: SubscriberContext) => Promise<void>,
  options: SubscriberOptions = {},
): SingleSubscriber {
  return { ...subscriberKey(name, heard, options), run: run as SingleSubscriber["run"] };
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
  /** The settings that it declares and uses, and the only ones that it can read. */
  settings?: AnySettings;
  /** What it holds while the process serves. */
  state?: StateDefinition<unknown>;
  /** Runs once when the process is about to serve, after its state was opened. */
  onStart?(ctx: BaseContext, metrics: Metrics): Promise<void>;
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
    settings?: AnySettings;
    state?: StateDefinition<unknown>;
    onStart?(ctx: BaseContext, metrics: Metrics): Promise<void>;
  },
): ServiceDefinition {
  const handlers = Object.values(parts.operations) as unknown as Handler[];
  const unapproved = handlers.find(({ operation, ...code }) => (operation.approval !== undefined) !== "change" in code);
  if (unapproved !== undefined) throw new Error(`${contract.service}.${unapproved.operation.name}: \`approval\` goes with handleApproved`);
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
    settings: parts.settings,
    state: parts.state,
    onStart: parts.onStart,
  };
}

const subscriberName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Subscribers and scheduled jobs are queued by name: of two with one name only one would ever run. */
function refuseUnfitNames(service: string, subscribers: readonly Subscriber[], jobs: readonly ScheduledJob[]): void {
  const unfit = subscribers.find(({ name }) => !subscriberName.test(name));
  if (unfit !== undefined) throw new Error(`${service}: "${unfit.name}" is not a name such as on-quest-submitted`);
  const names = [...subscribers.flatMap(({ name, earlier }) => [name, ...earlier]), ...jobs.map(({ name }) => name)];
  const shared = names.find((name, index) => names.indexOf(name) !== index);
  if (shared !== undefined) throw new Error(`${service}: two subscribers or jobs are called ${shared}`);
}
