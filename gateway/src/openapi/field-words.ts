import { fieldWords } from "@oneheart/contracts";
import type { JsonSchema } from "./schema.ts";

/** The schema with what the contracts say of each field, and an example. What a field's own schema says goes before. */
export function withWords(owner: string, schema: JsonSchema): JsonSchema {
  const inside = (value: unknown) => (isSchema(value) ? withWords(owner, value) : value);
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    withWords(owner, described(owner, name, field)),
  ]);
  return {
    ...schema,
    ...(schema.properties === undefined ? {} : { properties: Object.fromEntries(properties) }),
    ...(schema.items === undefined ? {} : { items: inside(schema.items) }),
    ...(Array.isArray(schema.anyOf) ? { anyOf: schema.anyOf.map(inside) } : {}),
    ...(Array.isArray(schema.oneOf) ? { oneOf: schema.oneOf.map(inside) } : {}),
  };
}

function described(owner: string, name: string, field: JsonSchema): JsonSchema {
  const words = fieldWords(owner, name);
  if (words === undefined || field.description !== undefined) return field;
  // A section of the rules may have the name of a field.
  if ((field.properties ?? field.$ref) !== undefined && typeof words.example !== "object") return field;
  return { ...field, description: words.description, ...(words.example === undefined ? {} : { examples: [words.example] }) };
}

/** A body that fits the schema: what it requires, or where it requires nothing, the first of what it may have. */
export function exampleOf(reference: JsonSchema, resolve: (schema: JsonSchema) => JsonSchema): unknown {
  const schema = reference.examples === undefined ? resolve(reference) : reference;
  const [example] = (schema.examples as unknown[] | undefined) ?? [];
  if (example !== undefined) return example;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [choice] = ((schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined) ?? [];
  if (choice !== undefined) return exampleOf(choice, resolve);
  if (schema.type === "boolean") return true;
  if (schema.type === "array") return isSchema(schema.items) ? [exampleOf(schema.items, resolve)] : [];
  const names = schema.required?.length ? schema.required : Object.keys(schema.properties ?? {}).slice(0, 1);
  return Object.fromEntries(names.map((name) => [name, exampleOf(schema.properties?.[name] ?? {}, resolve)]));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null;
}
