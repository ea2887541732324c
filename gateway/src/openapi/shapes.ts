import type { z } from "zod";
import { withWords } from "./field-words.ts";
import { convert, type JsonSchema, shapesPath } from "./schema.ts";

/** The named shapes of one document: schemas are handed out with references, and what they refer to is kept once. */
export interface Shapes {
  /** What a client sends to an operation (`service.name`), field by field, with the words of each. */
  request(operation: string, type: z.ZodType): JsonSchema;
  response(type: z.ZodType): JsonSchema;
  /** What a reference stands for; any other schema as it is. */
  resolve(schema: JsonSchema): JsonSchema;
  /** All that is referred to, by name. */
  all(): Record<string, JsonSchema>;
}

/** Throws when two shapes have one name. */
export function createShapes(): Shapes {
  const types = new Map<string, z.core.$ZodType>();
  const schemas = new Map<string, JsonSchema>();
  const responses = new Map<z.ZodType, JsonSchema>();

  function keep(name: string, type: z.core.$ZodType, schema: JsonSchema): void {
    if ((types.get(name) ?? type) !== type) throw new Error(`two shapes are called ${name}`);
    types.set(name, type);
    schemas.set(name, schema);
  }

  function resolve(schema: JsonSchema): JsonSchema {
    return typeof schema.$ref === "string" ? schemas.get(schema.$ref.slice(shapesPath.length))! : schema;
  }

  return {
    resolve,
    request(operation, type) {
      const { schema, shapes } = convert(type, "input");
      // The fields of the input are spread over path, query and body, so that its own name says nothing.
      const own = typeof schema.$ref === "string" ? schema.$ref.slice(shapesPath.length) : undefined;
      for (const [name, shape] of shapes) if (name !== own) keep(name, shape.type, withWords(name, shape.schema));
      return withWords(operation, own === undefined ? schema : shapes.get(own)!.schema);
    },
    response(type) {
      const known = responses.get(type);
      if (known !== undefined) return known;
      const { schema, shapes } = convert(type, "output");
      // What is also sent has words already, and means the same.
      for (const [name, shape] of shapes) keep(name, shape.type, schemas.get(name) ?? shape.schema);
      responses.set(type, schema);
      return schema;
    },
    all: () => Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
