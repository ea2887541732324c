import { type FieldError, inputWords, type Operation, parseRoute, type Route } from "@oneheart/contracts";
import { commonError } from "@oneheart/kernel";
import type { FastifyRequest } from "fastify";
import { type Coerce, createCoercion } from "./coerce.ts";

/** Joins what a request says into an operation's input. `body` is the JSON body or a form's fields. */
export type ReadInput = (request: FastifyRequest, body: unknown) => Record<string, unknown>;

/** Headers that stand for a field, where the operation has it. */
const headerFields = { "last-event-id": "last_event_id", range: "range", "if-range": "if_range" } as const;

/**
 * Made once per route. Path, query and body together are the input; a field may stand in one of them only.
 * Throws `invalid_input` for a body that is no object, a field given twice, and text that no store can hold.
 */
export function createInputReader(operation: Operation, route: Route): ReadInput {
  const { path } = parseRoute(route);
  const coerce: Coerce = createCoercion(operation.input);
  const wildcard = /\*(\w+)$/.exec(path)?.[1];
  const fromHeaders = Object.entries(headerFields).filter(([, field]) => field in operation.input.shape);

  return (request, body) => {
    const sources = [coerce(pathOf(request, wildcard)), coerce(queryOf(request, fromHeaders)), readBody(request, body, coerce)];
    const input = join(sources.filter(hasFields));
    refuseUnstorable(input);
    return input;
  };
}

/** Throws `invalid_input` for text that no store can hold, and for what is nested too deeply. */
export function refuseUnstorable(input: Record<string, unknown>): void {
  const unstorable = findUnstorable(input, []);
  if (unstorable.length > 0) throw commonError("invalid_input", { fields: unstorable });
}

function pathOf(request: FastifyRequest, wildcard: string | undefined): Record<string, unknown> {
  const named = request.params as Record<string, string>;
  if (wildcard === undefined) return named;
  const { "*": rest = "", ...others } = named;
  return { ...others, [wildcard]: rest };
}

function queryOf(request: FastifyRequest, fromHeaders: ReadonlyArray<[header: string, field: string]>): Record<string, unknown> {
  const query = request.query as Record<string, unknown>;
  if (fromHeaders.length === 0) return query;
  const given = fromHeaders.filter(([header, field]) => query[field] === undefined && request.headers[header] !== undefined);
  return { ...query, ...Object.fromEntries(given.map(([header, field]) => [field, request.headers[header]])) };
}

function hasFields(source: Record<string, unknown>): boolean {
  for (const _name in source) return true;
  return false;
}

function readBody(request: FastifyRequest, body: unknown, coerce: Coerce): Record<string, unknown> {
  if (body === undefined) return {};
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw commonError("invalid_input", { fields: [{ path: "", message: inputWords.not_an_object }] });
  const fields = body as Record<string, unknown>;
  return request.headers["content-type"]?.startsWith("multipart/") ? coerce(fields) : fields;
}

function join(sources: Record<string, unknown>[]): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const refused: FieldError[] = [];
  for (const [name, value] of sources.flatMap((source) => Object.entries(source))) {
    if (name === "__proto__") refused.push({ path: name, message: inputWords.unknown_field });
    else if (!Object.hasOwn(input, name)) input[name] = value;
    else refused.push({ path: name, message: inputWords.given_twice });
  }
  if (refused.length > 0) throw commonError("invalid_input", { fields: refused });
  return input;
}

const depthMax = 32;

/** PostgreSQL holds neither U+0000 nor half of a surrogate pair, and nothing that we take is nested deeply. */
function findUnstorable(value: unknown, path: string[], found: FieldError[] = []): FieldError[] {
  if (typeof value === "string") {
    if (!value.isWellFormed() || value.includes("\0")) found.push({ path: path.join("."), message: inputWords.unstorable_text });
  } else if (typeof value === "object" && value !== null) {
    if (path.length === depthMax) found.push({ path: path[0]!, message: inputWords.nested_too_deeply });
    if (path.length >= depthMax) return found;
    for (const [name, inner] of Object.entries(value)) {
      findUnstorable(name, [...path, name], found);
      findUnstorable(inner, [...path, name], found);
    }
  }
  return found;
}
