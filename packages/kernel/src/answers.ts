import type { Operation } from "@oneheart/contracts";
import type { Answered } from "./call.ts";
import { OperationError } from "./errors.ts";

/** Only what the contract declares leaves a service. An answer that does not fit is a bug, told without the values in it. */
export function parseAnswer(operation: Operation, output: unknown): unknown {
  if (operation.answer === "bytes" || operation.answer === "events") return output;
  const result = operation.output.safeParse(output);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.code}`).join(", ");
  throw new Error(`the answer of ${operation.service}.${operation.name} does not fit its contract (${where})`);
}

/** The stored answer of an earlier request, as it is answered again. */
export function replay(operation: Operation, stored: unknown): Answered {
  return { output: parseAnswer(operation, stored), replayed: true };
}

/** A value as another process would get it: JSON has no undefined, and shares nothing with whoever made the value. */
export function asSent<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}

/** What travels of an error from one service to another. */
export interface SentError {
  code: string;
  status: number;
  message?: string;
  context?: Record<string, unknown>;
  fields?: Array<{ path: string; message: string }>;
}

export function sentErrorOf({ code, status, message, context, fields }: OperationError): SentError {
  return { code, status, message, context, fields };
}

/** The error that another service answered, as its caller sees it. */
export function errorFromSent({ code, status, message, context, fields }: SentError): OperationError {
  return new OperationError(code, status, { message, context, fields });
}
