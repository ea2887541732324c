import { z } from "zod";

type Kind = "number" | "boolean" | "string" | "array";
interface Shape {
  kinds: ReadonlySet<Kind>;
  items: ReadonlySet<Kind>;
}
interface JsonSchema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
}

/** Turns the texts of a path, query or form into what the schema asks for. What cannot be turned stays text, and validation refuses it. */
export type Coerce = (texts: Record<string, unknown>) => Record<string, unknown>;

/** Made once per operation from its input's JSON Schema. */
export function createCoercion(input: z.ZodObject): Coerce {
  // Without names nothing is referred to.
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any", metadata: z.registry() }) as JsonSchema;
  const shapes = new Map(Object.entries(schema.properties ?? {}).map(([name, property]) => [name, shapeOf(property)]));
  return (texts) => Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, coerce(value, shapes.get(name))]));
}

function coerce(value: unknown, shape: Shape | undefined): unknown {
  if (shape === undefined) return value;
  if (Array.isArray(value)) return shape.kinds.has("array") ? value.map((item) => coerceText(item, shape.items)) : value;
  const single = coerceText(value, shape.kinds);
  if (typeof single !== "string" || !shape.kinds.has("array") || shape.kinds.has("string")) return single;
  return [coerceText(single, shape.items)];
}

/** Text wins where the schema accepts text, so that a name such as "007" stays one. */
function coerceText(value: unknown, kinds: ReadonlySet<Kind>): unknown {
  if (typeof value !== "string" || kinds.has("string")) return value;
  if (kinds.has("boolean") && (value === "true" || value === "false")) return value === "true";
  if (kinds.has("number") && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return Number(value);
  return value;
}

function shapeOf(schema: JsonSchema): Shape {
  return { kinds: kindsOf(schema), items: schema.items === undefined ? new Set() : kindsOf(schema.items) };
}

function kindsOf(schema: JsonSchema): ReadonlySet<Kind> {
  const named = [schema.type ?? []].flat().map((type) => (type === "integer" ? "number" : type));
  const meant = [...(schema.enum ?? []), ...("const" in schema ? [schema.const] : [])].map((value) => typeof value);
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((part) => [...kindsOf(part)]);
  return new Set([...named, ...meant, ...inner].filter((kind): kind is Kind => ["number", "boolean", "string", "array"].includes(kind)));
}
