import { commonErrors, type Operation, Problem, problemWords, statusOf, titleOf } from "@oneheart/contracts";
import { problemsPath, problemType } from "@oneheart/http";
import type { JsonSchema } from "./schema.ts";
import type { Shapes } from "./shapes.ts";

/** Everything an operation may answer, by status; an error status names its codes. */
export function responsesOf(shapes: Shapes, operation: Operation): Record<string, unknown> {
  const responses: Record<string, unknown> = { [operation.status ?? 200]: successOf(shapes, operation) };
  for (const [status, codes] of Object.entries(codesOf(operation))) responses[status] = failure(shapes, operation, Number(status), codes);
  return responses;
}

function successOf(shapes: Shapes, operation: Operation): unknown {
  const headers = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
  if (operation.answer === "bytes") return { description: "The bytes", headers, content: { "*/*": { schema: {} } } };
  if (operation.answer === "events")
    return { description: "Server-sent events", headers, content: { "text/event-stream": { schema: { type: "string" } } } };
  if (operation.status === 204) return { description: "Done", headers };
  const replayed = operation.idempotent ? { "Idempotent-Replayed": { $ref: "#/components/headers/IdempotentReplayed" } } : {};
  return {
    description: operation.summary,
    headers: { ...headers, ...replayed },
    content: { "application/json": { schema: shapes.response(operation.output) } },
  };
}

function codesOf(operation: Operation): Record<string, string[]> {
  const codes = Object.fromEntries(Object.entries(operation.errors ?? {}).map(([code, error]) => [code, statusOf(error)]));
  for (const code of commonCodes(operation)) codes[code] = commonErrors[code];
  const byStatus: Record<string, string[]> = {};
  for (const [code, status] of Object.entries(codes)) byStatus[status] = [...(byStatus[status] ?? []), code];
  return byStatus;
}

function commonCodes(operation: Operation): Array<keyof typeof commonErrors> {
  const writes = !operation.route!.startsWith("GET ");
  return [
    "invalid_input",
    "request_timeout",
    "internal",
    "unavailable",
    ...(operation.limit === "none" ? [] : (["rate_limited"] as const)),
    ...(operation.access.includes("anyone") ? [] : (["unauthenticated", "forbidden"] as const)),
    ...(writes && operation.file === undefined ? (["malformed_json", "payload_too_large", "unsupported_media_type"] as const) : []),
    ...(operation.file === undefined ? [] : (["malformed_upload", "payload_too_large", "unsupported_media_type"] as const)),
    ...(operation.idempotent ? (["idempotency_key_invalid", "idempotency_in_flight", "idempotency_key_reused"] as const) : []),
    ...(operation.approval === undefined ? [] : (["approval_needed"] as const)),
    ...(operation.idempotent === "required" ? (["idempotency_key_required"] as const) : []),
  ];
}

function failure(shapes: Shapes, operation: Operation, status: number, codes: string[]): unknown {
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${nameOf(code, status)}` }]));
  const headers = {
    "X-Request-Id": { $ref: "#/components/headers/RequestId" },
    ...(status === 429 || status === 503 ? { "Retry-After": { $ref: "#/components/headers/RetryAfter" } } : {}),
  };
  return {
    description: codes.map((code) => `\`${code}\``).join(", "),
    headers,
    content: { [problemType]: { schema: problemOf(shapes, operation, codes), examples } },
  };
}

/** The problem document, with the facts of each code that tells some. */
function problemOf(shapes: Shapes, { errors = {} }: Operation, codes: readonly string[]): JsonSchema {
  const problem = shapes.response(Problem);
  const telling = codes.flatMap((code) => {
    const error = errors[code];
    if (typeof error !== "object") return [];
    return { properties: { code: { const: code }, context: shapes.response(error.context) }, required: ["context"] };
  });
  if (telling.length === 0) return problem;
  return { allOf: [problem, { anyOf: [...telling, ...(telling.length === codes.length ? [] : [{ title: "any other code" }])] }] };
}

/** A problem document for every code of these operations, to which their answers refer. */
export function problemExamples(operations: readonly Operation[]): Record<string, { value: unknown }> {
  const pairs = operations.flatMap((operation) => Object.entries(codesOf(operation)));
  const examples = pairs.flatMap(([status, codes]) =>
    codes.map((code) => [nameOf(code, Number(status)), { value: exampleOf(code, Number(status)) }] as const),
  );
  return Object.fromEntries(examples.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A few codes have another status where something else was asked for. */
function nameOf(code: string, status: number): string {
  return `${code}.${status}`;
}

function exampleOf(code: string, status: number): unknown {
  const example = {
    type: `${problemsPath}#${code}`,
    title: titleOf(code),
    status,
    code,
    ...(problemWords[code] === undefined ? {} : { detail: problemWords[code] }),
    request_id: "0197f3a2-6c1e-7c3a-9d52-0f4b8a6e1d20",
  };
  if (code !== "invalid_input") return example;
  return { ...example, errors: [{ path: "amount", message: "Too small: expected number to be >=1" }] };
}
