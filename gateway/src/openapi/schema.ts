import { z } from "zod";

/** A JSON Schema 2020-12 as OpenAPI 3.1 holds it. */
export type JsonSchema = { [keyword: string]: unknown; properties?: Record<string, JsonSchema>; required?: string[] };
type Direction = "input" | "output";

export const shapesPath = "#/components/schemas/";

/** A schema with references to named shapes, and these shapes with the type that each was made of. */
export interface Converted {
  schema: JsonSchema;
  shapes: Map<string, { type: z.core.$ZodType; schema: JsonSchema }>;
}

/**
 * A type as what a client sends (`input`) or receives (`output`). Objects stay open: adding a field to an answer breaks nobody, and a
 * shape is the same in both directions. `pick` closes what a body may hold.
 */
export function convert(type: z.ZodType, direction: Direction): Converted {
  const types = new Map<string, z.core.$ZodType>();
  const json = z.toJSONSchema(type, {
    io: direction,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      const id = z.globalRegistry.get(zodSchema)?.id;
      if (id !== undefined) types.set(id, zodSchema);
      simplify(jsonSchema);
    },
  });
  const nameOf = (id: string) => (direction === "input" && differs(types.get(id)!) ? `${id}Input` : id);
  const { $schema: _, $defs = {}, ...schema } = refer(json, nameOf) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const shapes = Object.entries($defs).map(([id, shape]) => [nameOf(id), { type: types.get(id)!, schema: shape }] as const);
  return { schema, shapes: new Map(shapes) };
}

function refer(json: object, nameOf: (id: string) => string): unknown {
  return JSON.parse(JSON.stringify(json), (key, value) =>
    key === "$ref" && typeof value === "string" ? value.replace(/^#\/\$defs\/(.+)/, (_, id) => shapesPath + nameOf(id)) : value,
  );
}

const known = new WeakMap<z.core.$ZodType, boolean>();

/** Whether what is sent of a shape differs from what is received, as with fields that may be left out. */
function differs(type: z.core.$ZodType): boolean {
  if (!known.has(type)) known.set(type, formOf(type, "input") !== formOf(type, "output"));
  return known.get(type)!;
}

function formOf(type: z.core.$ZodType, io: Direction): string {
  const override = ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => simplify(jsonSchema);
  return JSON.stringify(z.toJSONSchema(type, { io, unrepresentable: "any", metadata: z.registry(), override }));
}

/** Left out because they say nothing about one field: the bounds that every JSON integer has, and patterns that a format implies. */
function simplify(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.format === "uuid" || schema.format === "date-time") delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/** Some properties of an object schema. */
export function pick(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const properties = Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => names.includes(name)));
  const required = (schema.required ?? []).filter((name) => names.includes(name));
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }), additionalProperties: false };
}
