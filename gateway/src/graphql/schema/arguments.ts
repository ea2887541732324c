import { type GraphQLFieldConfigArgumentMap, type GraphQLInputType, GraphQLInt, GraphQLList, GraphQLNonNull } from "graphql";
import type { JsonSchema } from "../../openapi/schema.ts";
import { scalarOf, valuesOf, withoutNull } from "./values.ts";

/**
 * The fields of an operation's input as arguments. They only say what the contract says; the kernel checks the input, as it does whatever
 * way it came.
 */
export function argumentsOf(input: JsonSchema): GraphQLFieldConfigArgumentMap {
  const required = new Set(input.required);
  const fields = Object.entries(input.properties ?? {}).map(([name, field]) => {
    const { schema, nullable } = withoutNull(field);
    const type = argumentType(schema, name);
    return [name, { type: required.has(name) && !nullable ? new GraphQLNonNull(type) : type, description: wordsOf(field) }];
  });
  return Object.fromEntries(fields);
}

function argumentType(schema: JsonSchema, name: string) {
  if (schema.items !== undefined) return new GraphQLList(new GraphQLNonNull(scalarOf(schema.items as JsonSchema)));
  return name === "limit" ? GraphQLInt : (scalarOf(schema) as GraphQLInputType & {});
}

function wordsOf(schema: JsonSchema): string | undefined {
  const values = valuesOf(schema);
  const default_ = schema.default === undefined ? [] : [`By default ${JSON.stringify(schema.default)}.`];
  const words = [schema.description ?? [], values.length === 0 ? [] : `One of: ${values.join(", ")}.`, default_].flat();
  return words.length === 0 ? undefined : words.join(" ");
}
