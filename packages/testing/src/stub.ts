import type { HandlerInput, Operation } from "@oneheart/contracts";
import { type Context, type Handler, type HandlerResult, handle, type PlainResult, type ServiceDefinition } from "@oneheart/kernel";

/** Answers one operation of a service that the test does not boot. */
export function stub<O extends Operation>(
  operation: O,
  answer: (input: HandlerInput<O>, ctx: Context<O>) => PlainResult<O> | Promise<PlainResult<O>>,
): ServiceDefinition {
  const handler = handle(operation, async (input, ctx) => {
    const output = await answer(input, ctx);
    if (!operation.idempotent) return output as HandlerResult<O>;
    const keep = ctx.answer as (work: () => Promise<unknown>) => Promise<HandlerResult<O>>;
    return keep(async () => output);
  }) as unknown as Handler;
  return serviceOf(operation.service, new Map([[operation.name, handler]]));
}

/** A service without tables; what it lacks is empty. */
export function serviceOf(name: string, handlers: ReadonlyMap<string, Handler>): ServiceDefinition {
  return { name, contract: { service: name, operations: {}, events: {} }, handlers, subscribers: [], jobs: [], workers: [] };
}
