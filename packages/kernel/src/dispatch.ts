import { type CommonErrorCode, commonErrors, type FieldError, type Operation } from "@oneheart/contracts";
import type { z } from "zod";
import { auditTarget, recordAudit } from "./audit.ts";
import { commonError, isDatabaseAway, isOperationError, OperationError } from "./errors.ts";
import {
  AlreadyAnswered,
  claimKey,
  digestOf,
  findAnswer,
  fingerprintOf,
  type IdempotentRequest,
  isKnown,
  storeAnswer,
} from "./idempotency.ts";
import { isUser, mayCall, type Principal } from "./principal.ts";
import { createBaseContext, type Runtime } from "./runtime.ts";
import type { Context, Handler, IncomingFile, Source } from "./service.ts";
import type { TransactionHooks } from "./transactions.ts";

/** One call of one operation, however it arrived. */
export interface Call {
  operation: Operation;
  input: unknown;
  principal: Principal;
  requestId: string;
  source: Source;
  /** True when another service asks. */
  internal: boolean;
  signal?: AbortSignal;
  file?: IncomingFile;
  idempotencyKey?: string;
}

export interface Answered {
  output: unknown;
  /** True when the answer is the stored one of an earlier request. */
  replayed: boolean;
}

/** Checks access and input, runs the handler, and turns what it throws into a declared error or a bug. */
export async function dispatch(runtime: Runtime, handler: Handler, call: Call): Promise<Answered> {
  const { operation } = call;
  const stop = runtime.metrics.operations.startTimer({ service: operation.service, operation: operation.name });
  try {
    if (!mayCall(operation.access, call.principal, call.internal)) {
      throw commonError(isUser(call.principal) ? "forbidden" : "unauthenticated");
    }
    const input = parseInput(operation, call.input);
    const answered = await answer(runtime, handler, call, input);
    stop({ outcome: "ok" });
    return answered;
  } catch (error) {
    const known = toOperationError(operation, error);
    stop({ outcome: known.code });
    if (known.status >= 500)
      runtime.log.error(
        { err: error, request_id: call.requestId, service: operation.service, operation: operation.name },
        "operation failed",
      );
    throw known;
  }
}

async function answer(runtime: Runtime, handler: Handler, call: Call, input: Record<string, unknown>): Promise<Answered> {
  const request = idempotentRequest(call, input);
  const earlier = request && (await earlierAnswer(runtime, call, request, input));
  if (earlier !== undefined) return { output: earlier.answer, replayed: true };
  const state = { request, parts: [] as string[], stored: undefined as unknown, audited: false };
  const ctx = createContext(runtime, call, hooksFor(runtime, call, input, state), state.parts);
  try {
    const output = await handler.run(input, ctx);
    if (request !== undefined && output !== state.stored)
      throw new Error(`${call.operation.name} must answer what its transaction returned`);
    if (mustAudit(call) && !state.audited) await recordAudit(runtime.db, auditRecord(runtime, call, input));
    return { output, replayed: false };
  } catch (error) {
    if (error instanceof AlreadyAnswered) return { output: error.answer, replayed: true };
    throw error;
  }
}

/** The stored answer, before anything is done. A file is read only when its key is known, to see whether it is the same one. */
async function earlierAnswer(
  runtime: Runtime,
  call: Call,
  request: IdempotentRequest,
  input: Record<string, unknown>,
): Promise<{ answer: unknown } | undefined> {
  if (call.file === undefined) return findAnswer(runtime.db, request);
  if (!(await isKnown(runtime.db, request))) return undefined;
  const digest = await digestOf(call.file.stream);
  return findAnswer(runtime.db, { ...request, fingerprint: fingerprintOf(call.operation.name, input, [digest]) });
}

function createContext(runtime: Runtime, call: Call, hooks: TransactionHooks, parts: string[]): Context {
  const { operation, requestId, principal } = call;
  const owner = { principal, requestId, service: operation.service, bindings: { operation: operation.name }, request: call };
  // Assigned, not spread: spreading would make the logger and the signal that the base makes only when they are used.
  return Object.assign(createBaseContext(runtime, owner, hooks), {
    source: call.source,
    file: call.file,
    identifyRequestBy: (part: string) => void parts.push(part),
    fail(code: string, context?: Record<string, unknown>): never {
      throw new OperationError(code, operation.errors?.[code] ?? (commonErrors as Record<string, number>)[code] ?? 500, { context });
    },
  });
}

interface AnswerState {
  request: IdempotentRequest | undefined;
  parts: string[];
  stored: unknown;
  audited: boolean;
}

function hooksFor(runtime: Runtime, call: Call, input: Record<string, unknown>, state: AnswerState): TransactionHooks {
  const keyed = () => ({ ...state.request!, fingerprint: fingerprintOf(call.operation.name, input, state.parts) });
  return {
    async before(tx) {
      if (state.request !== undefined) await claimKey(tx.db, keyed());
    },
    async after(tx, result) {
      if (state.request !== undefined) await storeAnswer(tx.db, keyed(), result);
      state.stored = result;
      if (!mustAudit(call)) return;
      await recordAudit(tx.db, auditRecord(runtime, call, input));
      state.audited = true;
    },
  };
}

function idempotentRequest(call: Call, input: Record<string, unknown>): IdempotentRequest | undefined {
  const { operation, idempotencyKey: key, principal } = call;
  if (call.internal || !operation.idempotent) return undefined;
  if (key === undefined) {
    if (operation.idempotent === "required") throw commonError("idempotency_key_required");
    return undefined;
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw commonError("idempotency_key_invalid");
  return { principal: principal.playerId, key, operation: operation.name, fingerprint: fingerprintOf(operation.name, input) };
}

const privileged = new Set<string>(["admin", "reviewer", "sponsor", "government"]);

function mustAudit(call: Call): boolean {
  if (call.internal || !isUser(call.principal)) return false;
  if (call.operation.audited === true) return true;
  return privileged.has(call.principal.role) && !call.operation.route?.startsWith("GET ");
}

function auditRecord(runtime: Runtime, call: Call, input: Record<string, unknown>) {
  return {
    id: runtime.newId(),
    at: runtime.clock.now(),
    actor_id: call.principal.playerId,
    role: call.principal.role,
    operation: `${call.operation.service}.${call.operation.name}`,
    target: auditTarget(input),
    // Nobody can take an address out of the log again; that of privileged acts is kept, that of a player is not.
    ip_address: privileged.has(call.principal.role) ? call.source.ip : null,
    request_id: call.requestId,
    outcome: "ok",
  };
}

const strictInputs = new WeakMap<Operation, z.ZodObject>();

/** Unknown fields are refused on writes and dropped on reads. */
function parseInput(operation: Operation, input: unknown): Record<string, unknown> {
  let schema = strictInputs.get(operation);
  if (schema === undefined) {
    schema = operation.route?.startsWith("GET ") ? operation.input : operation.input.strict();
    strictInputs.set(operation, schema);
  }
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw commonError("invalid_input", { fields: fieldErrors(result.error) });
}

/** Zod's issues as `{path, message}`; an unknown field is named at its own path. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: [...path, key].join("."), message: "unknown field" }));
    return [{ path: path.join("."), message: issue.message }];
  });
}

function toOperationError(operation: Operation, error: unknown): OperationError {
  if (isOperationError(error) && (error.code in commonErrors || error.code in (operation.errors ?? {}))) return error;
  if (isDatabaseAway(error)) return commonError("unavailable");
  return commonError("internal" satisfies CommonErrorCode);
}
