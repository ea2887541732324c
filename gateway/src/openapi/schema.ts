import { z } from "zod";

/** A JSON Schema 2020-12 as OpenAPI 3.1 holds it. */
export type JsonSchema = { [keyword: string]: unknown; properties?: Record<string, JsonSchema>; required?: string[] };

/** The schema of what a client sends. */
export function requestSchema(type: z.ZodType): JsonSchema {
  return convert(type, "input");
}

/** The schema of what a client receives. It stays open, so that adding a field to an answer breaks nobody. */
export function responseSchema(type: z.ZodType): JsonSchema {
  return convert(type, "output");
}

function convert(type: z.ZodType, io: "input" | "output"): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(type, {
    io,
    unrepresentable: "any",
    reused: "inline",
    override({ jsonSchema }) {
      if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      dropSafeIntegerBounds(jsonSchema);
    },
  }) as JsonSchema;
  return schema;
}

/** Every integer in JSON has these bounds; said each time they only hide the ones that mean something. */
function dropSafeIntegerBounds(schema: { minimum?: unknown; maximum?: unknown }): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** Some properties of an object schema. */
export function pick(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => names.includes(name)));
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}
