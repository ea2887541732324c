import { type CommonErrorCode, commonErrors, type FieldError, type Operation, statusOf } from "@oneheart/contracts";
import { isStalePlan } from "./prepared-statements.ts";

/** An expected no: a code that the operation's contract declares, or a common one. */
export class OperationError extends Error {
  readonly code: string;
  readonly status: number;
  /** Facts that belong to the code; they travel to the caller, so no personal data. */
  readonly context: Record<string, unknown> | undefined;
  readonly fields: FieldError[] | undefined;

  constructor(code: string, status: number, options: { context?: Record<string, unknown>; fields?: FieldError[]; message?: string } = {}) {
    super(options.message ?? code);
    this.name = "OperationError";
    this.code = code;
    this.status = status;
    this.context = options.context;
    this.fields = options.fields;
  }
}

/** An error that any operation may answer. */
export function commonError(
  code: CommonErrorCode,
  options: { context?: Record<string, unknown>; fields?: FieldError[]; message?: string } = {},
): OperationError {
  return new OperationError(code, commonErrors[code], options);
}

/** An error of an operation by its code, with the status that the contract declares for it. */
export function declaredError(operation: Operation, code: string, context?: Record<string, unknown>): OperationError {
  const declared = operation.errors?.[code] ?? (commonErrors as Record<string, number>)[code] ?? 500;
  return new OperationError(code, statusOf(declared), { context });
}

/** True for an `OperationError` with one of these codes (any code when none is named). */
export function isOperationError(error: unknown, ...codes: string[]): error is OperationError {
  return error instanceof OperationError && (codes.length === 0 || codes.includes(error.code));
}

/** Something that keeps the program from starting; one line for the person at the terminal. */
export class StartError extends Error {
  override name = "StartError";
}

// Class 08, 57P01-57P03 and 53300 of PostgreSQL's appendix A, and what the socket says when the server is away.
const awayStates = new Set(["57P01", "57P02", "57P03", "53300"]);
const awayCodes = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "ETIMEDOUT"],
  ...["ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
]);
// Of pg and its pool, and of ioredis.
const awayMessages =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Reached the max retries per request limit/;

/** True when the database, or the cache, could not be reached, so that the caller may try again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = "", syscall } = error as Error & { code?: string; syscall?: string };
  if (awayStates.has(code) || code.startsWith("08")) return true;
  return (awayCodes.has(code) && syscall !== undefined) || awayMessages.test(error.message);
}

/**
 * True when PostgreSQL undid a transaction that may be run again: serialisation failure, deadlock, a table altered meanwhile, or an
 * idempotency key that was answered after this transaction had looked.
 */
export function isRetryable(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === "40001" || code === "40P01" || isStalePlan(error) || isUniqueViolation(error, "idempotency_keys_pkey");
}

/** True when a unique constraint refused a row; `constraint` names which, when given. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const { code, constraint: violated } = (error ?? {}) as { code?: string; constraint?: string };
  return code === "23505" && (constraint === undefined || violated === constraint);
}
