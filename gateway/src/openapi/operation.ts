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
  const rest = Object.keys(input.properties ?? {}).filter((name) => !parameters.includes(name));
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

function headersOf(operation: Operation): unknown[] {
  const key = {
    $ref: operation.idempotent === "required" ? "#/components/parameters/IdempotencyKeyRequired" : "#/components/parameters/IdempotencyKey",
  };
  const resume = { $ref: "#/components/parameters/LastEventId" };
  return [...(operation.idempotent ? [key] : []), ...("last_event_id" in operation.input.shape ? [resume] : [])];
}

function bodyOf(shapes: Shapes, operation: Operation, schema: JsonSchema): { requestBody?: unknown } {
  if (operation.file !== undefined)
    return { requestBody: { required: true, content: { "multipart/form-data": { schema: formOf(operation, schema) } } } };
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
