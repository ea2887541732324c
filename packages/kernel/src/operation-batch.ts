import type { EventDefinition } from "@oneheart/contracts";
import { parseAnswer, replay } from "./answers.ts";
import { auditOf } from "./audit.ts";
import { type BatchKeys, type BatchQueue, createBatchQueue } from "./batch-queue.ts";
import type { BatchContext, BatchHandler, RequestMember } from "./batches.ts";
import type { Answered, BatchedCall } from "./call.ts";
import type { DatabaseTransaction } from "./database.ts";
import { declaredError, isOperationError, type OperationError } from "./errors.ts";
import type { Delivery } from "./events.ts";
import { AlreadyAnswered, claimKeys } from "./idempotency.ts";
import { system } from "./principal.ts";
import { createContext, type OperationBatches, type Runtime } from "./runtime.ts";
import { deliveryOf, transact } from "./transactions.ts";

type End = Answered | OperationError;

/** Makes the queues; each is made when its operation is first called. `runtime` is what holds them. */
export function createOperationBatches(runtime: () => Runtime): OperationBatches {
  const queues = new Map<BatchHandler, BatchQueue<BatchedCall, End>>();

  function queueOf(handler: BatchHandler): BatchQueue<BatchedCall, End> {
    const known = queues.get(handler);
    if (known !== undefined) return known;
    const queue = createBatchQueue((calls: BatchedCall[]) => runBatch(runtime(), handler, calls));
    queues.set(handler, queue);
    return queue;
  }

  return {
    async run(handler, batched) {
      // A batch has one clock: what is about a moment of the past is a batch of its own.
      const end =
        batched.call.at === undefined
          ? await queueOf(handler).run(batched, keysOf(handler, batched))
          : (await runBatch(runtime(), handler, [batched]))[0]!;
      if (isOperationError(end)) throw end;
      return end;
    },
  };
}

/** Two requests with the same idempotency key are the same request, and conflict. */
function keysOf({ batch }: BatchHandler, { call, input, request }: BatchedCall): BatchKeys {
  const own = batch.conflictKey === undefined ? [] : [`own:${batch.conflictKey(input as never, call.principal)}`];
  const key = request === undefined ? [] : [`key:${request.principal}\n${request.key}`];
  return { conflicts: [...own, ...key], locks: batch.locks?.(input as never, call.principal) ?? [] };
}

/** Runs an operation once for all members of a batch; answers how each of them ended. */
async function runBatch(runtime: Runtime, { operation, batch }: BatchHandler, calls: readonly BatchedCall[]): Promise<End[]> {
  const ends = new Map<BatchedCall, End>();
  const owner = {
    principal: system,
    requestId: calls[0]!.call.requestId,
    service: operation.service,
    bindings: { operation: operation.name },
    at: calls[0]!.call.at,
  };
  const { context, guarded } = createContext(runtime, owner);
  type Work = (db: DatabaseTransaction, members: ReadonlyArray<RequestMember<typeof operation>>) => Promise<readonly unknown[]>;

  const transaction = (work: Work) =>
    guarded(() =>
      transact(runtime, async (db, outcome) => {
        ends.clear();
        const fresh = await admit(db, calls, ends);
        if (fresh.length === 0) return;
        const members = fresh.map((batched) => createMember(runtime, batched));
        const results = await work(db, members);
        if (results.length !== members.length) throw new Error(`${operation.name} answered ${results.length} of ${members.length} members`);
        for (const [index, batched] of fresh.entries()) {
          const result = results[index];
          if (isOperationError(result)) {
            ends.set(batched, result);
            continue;
          }
          const output = parseAnswer(operation, result);
          ends.set(batched, { output, replayed: false });
          outcome.deliveries.push(...members[index]!.deliveries);
          if (batched.request !== undefined) outcome.answers.push({ ...batched.request, answer: output });
          outcome.audits.push(...auditOf(runtime, batched.call, batched.input));
        }
      }),
    );

  const requests = calls.map(({ input, call: { principal, source } }) => ({ input: input as never, principal, source }));
  await batch.run(requests, Object.assign(context, { transaction }) as unknown as BatchContext<never>);
  return calls.map((batched) => {
    const end = ends.get(batched);
    if (end === undefined) throw new Error(`${operation.name} left a member of its batch without an answer`);
    return end;
  });
}

/** Those whose key is new; of the others it is known how they end. */
async function admit(db: DatabaseTransaction, calls: readonly BatchedCall[], ends: Map<BatchedCall, End>): Promise<BatchedCall[]> {
  const keyed = calls.filter(({ request }) => request !== undefined);
  const claims = await claimKeys(
    db,
    keyed.map(({ request }) => request!),
  );
  for (const [index, claim] of claims.entries()) {
    if (claim instanceof AlreadyAnswered) ends.set(keyed[index]!, replay(keyed[index]!.call.operation, claim.answer));
    else if (claim !== undefined) ends.set(keyed[index]!, claim);
  }
  return calls.filter((batched) => !ends.has(batched));
}

/** What one member says is kept apart, and dropped when it is refused. */
function createMember(runtime: Runtime, { call, input }: BatchedCall) {
  const deliveries: Delivery[] = [];
  return {
    input: input as never,
    principal: call.principal,
    source: call.source,
    deliveries,
    emit: (event: EventDefinition, payload: unknown) => void deliveries.push(deliveryOf(runtime, call, event, payload)),
    refuse: (code: string, context?: Record<string, unknown>) => declaredError(call.operation, code, context),
  };
}
