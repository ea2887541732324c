import { type Operation, parseRoute, type Route } from "@oneheart/contracts";
import { exampleOf } from "./field-words.ts";
import { responsesOf } from "./responses.ts";
import { type JsonSchema, pick } from "./schema.ts";
import type { Shapes } from "./shapes.ts";

/** One route as an OpenAPI operation. `alias` numbers the other routes of the same operation, from 1. */
export function openApiOperation(
  shapes: Shapes,
  operation: Operation,
  route: Route,
  alias = 0,
): { path: string; method: string; value: unknown } {
  const { method, path, parameters } = parseRoute(route);
  const input = shapes.request(`${operation.service}.${operation.name}`, operation.input);
  const elsewhere = [...parameters, ...(operation.raw === undefined ? [] : [operation.raw.field, ...Object.values(operation.raw.headers)])];
  const rest = Object.keys(input.properties ?? {}).filter((name) => !elsewhere.includes(name));
  const inQuery = method === "GET";
  const open = operation.access.includes("anyone");
  const value = {
    operationId: `${operation.service}.${operation.name}${alias === 0 ? "" : `.alias${alias}`}`,
    tags: [operation.service],
    summary: operation.summary,
    description: describe(operation),
    security: open ? [] : [{ bearer: [] }],
    parameters: [
      ...parameters.map((name) => parameter("path", name, input)),
      ...(inQuery ? rest.map((name) => parameter("query", name, input)) : []),
      ...headersOf(operation),
      ...Object.entries(operation.raw?.headers ?? {}).map(([header, field]) => ({ ...signedHeader(field, input), name: header })),
    ],
    ...(inQuery ? {} : bodyOf(shapes, operation, pick(input, rest))),
    responses: responsesOf(shapes, operation),
  };
  return { path: path.replaceAll(/[:*](\w+)/g, "{$1}"), method: method.toLowerCase(), value };
}

function describe(operation: Operation): string {
  const who = operation.access.filter((role) => role !== "internal").join(", ");
  const notes = [`Who may call: ${who}.`];
  if (operation.file !== undefined) notes.push("The fields of the form come before its file: the file is handed on while it arrives.");
  if (operation.route!.includes("*")) notes.push("The last path parameter takes the rest of the path, slashes included.");
  return notes.join(" ");
}

function parameter(where: "path" | "query", name: string, input: JsonSchema): unknown {
  const schema = input.properties?.[name] ?? { type: "string" };
  const required = where === "path" || (input.required ?? []).includes(name);
  const { description, ...rest } = schema;
  return { name, in: where, required, ...(description === undefined ? {} : { description }), schema: rest };
}

function signedHeader(field: string, input: JsonSchema) {
  const { description, examples = [] } = input.properties?.[field] ?? {};
  const shown = Object.fromEntries((examples as unknown[]).map((value, index) => [`example_${index + 1}`, { value }]));
  return {
    in: "header",
    required: true,
    ...(description === undefined ? {} : { description }),
    schema: { type: "string" },
    examples: shown,
  };
}

function headersOf(operation: Operation): unknown[] {
  const key = {
    $ref: operation.idempotent === "required" ? "#/components/parameters/IdempotencyKeyRequired" : "#/components/parameters/IdempotencyKey",
  };
  const resume = { $ref: "#/components/parameters/LastEventId" };
  return [...(operation.idempotent ? [key] : []), ...("last_event_id" in operation.input.shape ? [resume] : [])];
}

/** Whoever signs it says what it is. */
const anything: JsonSchema = { type: "object", properties: {} };

function bodyOf(shapes: Shapes, operation: Operation, schema: JsonSchema): { requestBody?: unknown } {
  if (operation.file !== undefined)
    return { requestBody: { required: true, content: { "multipart/form-data": { schema: formOf(operation, schema) } } } };
  if (operation.raw !== undefined)
    return {
      requestBody: { required: true, description: "As it was sent: its bytes are signed.", content: { "*/*": { schema: anything } } },
    };
  if (Object.keys(schema.properties ?? {}).length === 0) return {};
  const example = exampleOf(schema, shapes.resolve);
  return { requestBody: { required: (schema.required ?? []).length > 0, content: { "application/json": { schema, example } } } };
}

function formOf({ file }: Operation, schema: JsonSchema): JsonSchema {
  const binary = {
    type: "string",
    contentMediaType: "application/octet-stream",
    description: `At most ${file!.max_bytes / 2 ** 20} MiB; the last part of the form.`,
  };
  return { ...schema, properties: { ...schema.properties, [file!.field]: binary } };
}
