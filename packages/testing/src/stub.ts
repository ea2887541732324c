import type { HandlerInput, Operation } from "@oneheart/contracts";
import { type Context, type Handler, type HandlerResult, handle, type ServiceDefinition } from "@oneheart/kernel";

/** Answers one operation of a service that the test does not boot. */
export function stub<O extends Operation>(
  operation: O,
  answer: (input: HandlerInput<O>, ctx: Context<O>) => HandlerResult<O> | Promise<HandlerResult<O>>,
): ServiceDefinition {
  const handler = handle(operation, async (input, ctx) => answer(input, ctx)) as unknown as Handler;
  return serviceOf(operation.service, new Map([[operation.name, handler]]));
}

/** A service without tables; what it lacks is empty. */
export function serviceOf(name: string, handlers: ReadonlyMap<string, Handler>): ServiceDefinition {
  return { name, contract: { service: name, operations: {}, events: {} }, handlers, subscribers: [], jobs: [], workers: [] };
}
