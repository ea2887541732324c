import { type CommonErrorCode, commonErrors, type FieldError, inputWords, type Operation } from "@oneheart/contracts";
import { type Language, languageFor } from "@oneheart/messages";
import { z } from "zod";
import { parseAnswer, replay } from "./answers.ts";
import { type Admission, admit } from "./approval/admit.ts";
import { auditOf } from "./audit.ts";
import type { Answered, Call } from "./call.ts";
import type { Context, IncomingFile, Tx } from "./context.ts";
import { commonError, declaredError, isOperationError, type OperationError } from "./errors.ts";
import { AlreadyAnswered, claimKeys, digestOf, findAnswer, fingerprintOf, type IdempotentRequest, isKnown } from "./idempotency.ts";
import { outageOf } from "./outages.ts";
import { emptyOutcome, writeOutcome } from "./outcome.ts";
import { isUser, mayCall } from "./principal.ts";
import { createBaseContext, type Runtime, type TransactionHooks } from "./runtime.ts";
import type { Handler, SingleHandler } from "./service.ts";
import { strictly } from "./strict-input.ts";

/** Checks access and input, runs the handler, and turns what it throws into a declared error or a bug. */
export async function dispatch(runtime: Runtime, handler: Handler, call: Call): Promise<Answered> {
  const { operation } = call;
  const stop = runtime.metrics.operations.startTimer({ service: operation.service, operation: operation.name });
  try {
    if (!mayCall(operation.access, call.principal, call.internal)) {
      throw commonError(isUser(call.principal) ? "forbidden" : "unauthenticated");
    }
    const input = parseInput(call);
    const answered = await answer(runtime, handler, call, input);
    stop({ outcome: "ok" });
    return answered;
  } catch (error) {
    runtime.disk.note(error);
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
  const earlier = request && call.file && (await answerToFile(runtime, call, call.file, request, input));
  if (earlier !== undefined) return replay(call.operation, earlier.answer);
  try {
    if (handler.batch !== undefined) return await runtime.batches.run(handler, { call, input, request });
    return { output: await runHandler(runtime, handler, call, input, request), replayed: false };
  } catch (error) {
    if (error instanceof AlreadyAnswered) return replay(call.operation, error.answer);
    // What an operation refuses now may be what the first request with this key has changed.
    const first = request && call.file === undefined && isOperationError(error) ? await findAnswer(runtime.db, request) : undefined;
    if (first !== undefined) return replay(call.operation, first.answer);
    throw error;
  }
}

async function runHandler(
  runtime: Runtime,
  handler: SingleHandler,
  call: Call,
  input: Record<string, unknown>,
  request: IdempotentRequest | undefined,
): Promise<unknown> {
  const state: CallState = { request, parts: [], answer: undefined, audited: false, admission: undefined };
  const ctx = createOperationContext(runtime, call, input, state);
  state.admission = await admit(runtime, handler, call, input, ctx);
  const output = finished(call.operation, await handler.run(state.admission?.input ?? input, ctx), state);
  if (state.admission !== undefined && !state.audited) throw new Error(`${call.operation.name} must change its record in ctx.transaction`);
  const audits = state.audited ? [] : auditOf(runtime, call, input);
  if (audits.length > 0) await writeOutcome(runtime.db, { ...emptyOutcome(), audits }, runtime.subscriptions);
  return output;
}

/** An idempotent operation answers what was stored with its effect. Types demand it too; this is for those who go around them. */
function finished(operation: Operation, returned: unknown, { answer }: CallState): unknown {
  if (!operation.idempotent) return parseAnswer(operation, returned);
  if (answer === undefined || returned !== answer.output) throw new Error(`${operation.name} must answer what ctx.answer gave back`);
  return returned;
}

/** The stored answer to an upload, before the file is kept. It is read only when its key is known, to see whether it is the same one. */
async function answerToFile(
  runtime: Runtime,
  call: Call,
  file: IncomingFile,
  request: IdempotentRequest,
  input: Record<string, unknown>,
): Promise<{ answer: unknown } | undefined> {
  if (!(await isKnown(runtime.db, request))) return undefined;
  const digest = await digestOf(file.stream);
  return findAnswer(runtime.db, { ...request, fingerprint: fingerprintOf(call.operation.name, input, [digest]) });
}

/** What happened in a call so far. */
interface CallState {
  request: IdempotentRequest | undefined;
  /** What more the key stands for, such as the hash of a file. */
  parts: string[];
  answer: { output: unknown } | undefined;
  audited: boolean;
  /** How an act goes on that needs a second person. */
  admission: Admission | undefined;
}

/** What a handler is given, for those who ask it something beside a call. */
export function operationContext(runtime: Runtime, call: Call, input: Record<string, unknown>): Context {
  return createOperationContext(runtime, call, input, {
    request: undefined,
    parts: [],
    answer: undefined,
    audited: false,
    admission: undefined,
  });
}

function createOperationContext(runtime: Runtime, call: Call, input: Record<string, unknown>, state: CallState): Context {
  const { operation, requestId, principal, at } = call;
  const owner = { principal, requestId, at, service: operation.service, bindings: { operation: operation.name }, request: call };
  const { audit, keep } = hooksFor(runtime, call, input, state);
  const base = createBaseContext(runtime, owner, operation.idempotent ? {} : audit);
  // Assigned, not spread: spreading would make the logger and the signal that the base makes only when they are used.
  return Object.assign(base, {
    source: call.source,
    file: call.file,
    identifyRequestBy: (part: string) => void state.parts.push(part),
    answer: (async (work: (tx: Tx) => Promise<unknown>) => {
      if (state.answer !== undefined) throw new Error(`${operation.name} answers twice`);
      state.answer = { output: undefined };
      state.answer.output = await base.transactWith(keep, async (tx) => parseAnswer(operation, await work(tx)));
      return state.answer.output;
    }) as never,
    fail(code: string, context?: Record<string, unknown>): never {
      throw declaredError(operation, code, context);
    },
  });
}

/** `audit` is for any transaction of the call; `keep` for the one whose result is stored as the answer, under the key claimed before. */
function hooksFor(runtime: Runtime, call: Call, input: Record<string, unknown>, state: CallState) {
  const keyed = () => ({ ...state.request!, fingerprint: fingerprintOf(call.operation.name, input, state.parts) });
  const audit: TransactionHooks = {
    async before(db) {
      await state.admission?.before(db);
    },
    after(_, outcome) {
      outcome.audits.push(...auditOf(runtime, call, input, state.admission?.audit));
      state.admission?.after?.(outcome);
      state.audited = true;
    },
  };
  const keep: TransactionHooks = {
    async before(db) {
      const [claim] = state.request === undefined ? [] : await claimKeys(db, [keyed()]);
      if (claim !== undefined) throw claim;
      await audit.before!(db);
    },
    after(answer, outcome) {
      if (state.request !== undefined) outcome.answers.push({ ...keyed(), answer });
      audit.after!(answer, outcome);
    },
  };
  return { audit, keep };
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

/** Zod says what does not fit while it parses, so here the language of the request is needed and not only where it is answered. */
const zodErrors: Record<Language, z.core.$ZodErrorMap> = { en: z.locales.en().localeError, th: z.locales.th().localeError };

const strictInputs = new WeakMap<Operation, z.ZodObject>();

/**
 * Unknown fields are refused, on reads too, where a misspelt filter would answer everything: at every depth of what comes from outside,
 * on the first level of what services, which share one contract, tell each other.
 */
function parseInput({ operation, input, source }: Call): Record<string, unknown> {
  let schema = strictInputs.get(operation);
  if (schema === undefined) {
    schema = operation.route === undefined ? operation.input.strict() : strictly(operation.input);
    strictInputs.set(operation, schema);
  }
  const result = schema.safeParse(input, { error: zodErrors[languageFor(source.acceptLanguage)] });
  if (result.success) return result.data;
  throw commonError("invalid_input", { fields: fieldErrors(result.error) });
}

/** Zod's issues as `{path, message}`; an unknown field is named at its own path. */
function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({ path: [...path, key].join("."), message: inputWords.unknown_field }));
    return [{ path: path.join("."), message: issue.message }];
  });
}

function toOperationError(operation: Operation, error: unknown): OperationError {
  if (isOperationError(error) && (error.code in commonErrors || error.code in (operation.errors ?? {}))) return error;
  if (outageOf(error) !== undefined) return commonError("unavailable");
  return commonError("internal" satisfies CommonErrorCode);
}
