import type {
  CommonErrorCode,
  ErrorCode,
  ErrorFacts,
  EventDefinition,
  EventPayload,
  HandlerInput,
  Operation,
  OperationDefinition,
  Output,
} from "@oneheart/contracts";
import type { BaseContext, Source, SubscriberContext, Tx } from "./context.ts";
import type { DatabaseTransaction } from "./database.ts";
import type { OperationError } from "./errors.ts";
import type { Principal } from "./principal.ts";

/** A request as a batch sees it before its transaction. */
export interface BatchRequest<O extends OperationDefinition> {
  readonly input: HandlerInput<O>;
  readonly principal: Principal;
  readonly source: Source;
}

/** A request whose idempotency key is new, inside its batch's transaction. */
export interface RequestMember<O extends OperationDefinition> extends BatchRequest<O> {
  emit: Tx["emit"];
  /** The answer to a request that is refused; nothing may have been written for it, for the rest of the batch commits. */
  refuse<Code extends ErrorCode<O> | CommonErrorCode>(code: Code, ...context: ErrorFacts<O, Code>): OperationError;
}

export interface BatchContext<O extends OperationDefinition> extends Omit<BaseContext, "transaction"> {
  /** Runs `work` in one READ COMMITTED transaction, again after a deadlock. It answers each member in their order. */
  transaction(
    work: (db: DatabaseTransaction, members: ReadonlyArray<RequestMember<O>>) => Promise<Array<Output<O> | OperationError>>,
  ): Promise<void>;
}

/** What is done once for all requests of an operation that come at the same moment. */
export interface OperationBatch<O extends Operation = Operation> {
  /** Two requests with the same key are never members of one batch: row locks do not keep them from each other. Absent: any two may be. */
  conflictKey?(input: HandlerInput<O>, principal: Principal): string;
  /** Names of what the transaction will lock; batches that run at the same time are kept apart by them while there is other work. */
  locks?(input: HandlerInput<O>, principal: Principal): string[];
  /** Reads what it needs of others and then calls `ctx.transaction` once. Whatever it throws is narrowed down to the member that causes it. */
  run(requests: ReadonlyArray<BatchRequest<O>>, ctx: BatchContext<O>): Promise<void>;
}

export interface BatchHandler<O extends Operation = Operation> {
  operation: O;
  batch: OperationBatch<O>;
}

/** Joins an operation of a contract with code that answers many requests at once. One that comes alone is a batch of one. */
export function handleBatch<O extends Operation>(operation: O, batch: OperationBatch<O>): BatchHandler<O> {
  return { operation, batch };
}

/** What every subscriber has. */
export interface SubscriberKey {
  /** The name of its file, such as `on-reward-changed`: its jobs and what it has handled are known by service and name. */
  name: string;
  /** One event, or several that tell one story. */
  events: readonly EventDefinition[];
  /** Names under which earlier versions queued these events; their jobs are still brought, and what they handled stays handled. */
  earlier: readonly string[];
  /** How often it is tried before it lands among the dead jobs. */
  attempts: number;
}

/** An event as a batch of its subscriber sees it. */
export interface HeardEvent<E extends EventDefinition = EventDefinition> {
  readonly payload: EventPayload<E>;
  readonly event: SubscriberContext["event"];
}

/** An event that was not handled before, inside its batch's transaction. */
export interface EventMember<E extends EventDefinition = EventDefinition> extends HeardEvent<E> {
  emit: Tx["emit"];
}

export interface EventBatchContext<E extends EventDefinition = EventDefinition> extends Omit<BaseContext, "transaction"> {
  /** Runs `work` in one transaction for the events that were not handled before; their effect happens once. */
  once(work: (db: DatabaseTransaction, members: ReadonlyArray<EventMember<E>>) => Promise<void>): Promise<void>;
}

/** What is done once for all deliveries that come at the same moment. */
export interface EventBatch<E extends EventDefinition = EventDefinition> {
  /** Two events with the same key are never members of one batch. Absent: any two may be. */
  conflictKey?(payload: EventPayload<E>): string;
  run(events: ReadonlyArray<HeardEvent<E>>, ctx: EventBatchContext<E>): Promise<void>;
}

export interface BatchSubscriber extends SubscriberKey {
  batch: EventBatch;
}

/** Hears an event, or several that tell one story, in batches. Delivered at least once; wrap the effect in `ctx.once`. */
export function subscribeBatch<E extends EventDefinition>(
  name: string,
  heard: E | readonly E[],
  batch: EventBatch<E>,
  options: SubscriberOptions = {},
): BatchSubscriber {
  return { ...subscriberKey(name, heard, options), batch: batch as EventBatch };
}

/** What a subscriber may choose. */
export type SubscriberOptions = Partial<Pick<SubscriberKey, "attempts" | "earlier">>;

export function subscriberKey(
  name: string,
  heard: EventDefinition | readonly EventDefinition[],
  { attempts = 12, earlier = [] }: SubscriberOptions,
): SubscriberKey {
  return { name, events: "type" in heard ? [heard] : heard, earlier, attempts };
}
