import type { Operation } from "@oneheart/contracts";
import type { Deadline } from "@oneheart/http";
import { type Answered, type Call, commonError, isUser, type Kernel, mayCall, StartError } from "@oneheart/kernel";
import { forward, type OtherProcesses } from "@oneheart/process-calls";
import type { Authenticator, Caller } from "./authenticate.ts";
import type { ClientAddresses } from "./client-addresses.ts";
import type { RateLimiter } from "./rate-limit.ts";
import type { Streams } from "./streams.ts";

/** What every way of calling an operation from outside goes through: REST, and the fields of GraphQL. */
export interface Gateway {
  kernel: Kernel;
  others: OtherProcesses | undefined;
  authenticator: Authenticator;
  clients: ClientAddresses;
  limit: RateLimiter;
  streams: Streams;
}

/** Throws `unauthenticated` or `forbidden` before anything of the request is read. */
export function checkAccess(operation: Operation, caller: Caller): void {
  if (mayCall(operation.access, caller.principal, false)) return;
  throw commonError(isUser(caller.principal) ? "forbidden" : "unauthenticated");
}

/** Runs a call here or where its service is, until its deadline. */
export function perform(gateway: Gateway, call: Call, deadline: Deadline): Promise<Answered> {
  return deadline.bound(run(gateway, call));
}

/** The same for one of several calls of a request, whose deadline bounds them together. */
export async function run({ kernel, others, authenticator }: Gateway, call: Call): Promise<Answered> {
  try {
    // A gateway whose operations could not be reached did not start.
    return await (kernel.has(call.operation) ? kernel.dispatch(call) : forward(others!, call));
  } finally {
    authenticator.settle(call.operation, call.principal);
  }
}

/** Refuses to start when an operation is neither here nor at a known address. */
export function checkReachable(kernel: Kernel, others: OtherProcesses | undefined, operations: readonly Operation[]): void {
  for (const operation of operations.filter((operation) => operation.route !== undefined && !kernel.has(operation))) {
    if (others === undefined)
      throw new StartError(`The ${operation.service} service is not in this process: set INTERNAL_SECRET and SERVICE_URLS`);
    others.addressOf(operation);
  }
}
