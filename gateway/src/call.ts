import type { Operation } from "@oneheart/contracts";
import type { Call, IncomingFile } from "@oneheart/kernel";
import type { FastifyRequest } from "fastify";

const headerMax = 500;

/** What a request asks of an operation, on behalf of whoever sent it. */
export function callOf(operation: Operation, input: Record<string, unknown>, request: FastifyRequest, file?: IncomingFile): Call {
  const key = request.headers["idempotency-key"];
  return {
    operation,
    input,
    principal: request.caller.principal,
    requestId: request.id,
    source: {
      ip: request.ip,
      userAgent: (request.headers["user-agent"] ?? "").slice(0, headerMax),
      acceptLanguage: request.headers["accept-language"]?.slice(0, headerMax),
    },
    internal: false,
    get signal() {
      return request.deadline.signal;
    },
    file,
    idempotencyKey: typeof key === "string" ? key : undefined,
  };
}
