import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, type GraphQLScalarType, GraphQLString } from "graphql";
import type { JsonSchema } from "../../openapi/schema.ts";
import { DateTime, Json, LocalDate, SafeInt } from "./scalars.ts";

/** A schema without its `null`, and whether it had one. */
export function withoutNull(schema: JsonSchema): { schema: JsonSchema; nullable: boolean } {
  const types = typesOf(schema);
  if (types.includes("null")) return { schema: { ...schema, type: types.filter((type) => type !== "null") }, nullable: true };
  const choices = choicesOf(schema);
  const rest = choices.filter((choice) => choice.type !== "null");
  if (rest.length === choices.length) return { schema, nullable: false };
  return { schema: rest.length === 1 ? rest[0]! : { anyOf: rest }, nullable: true };
}

export function choicesOf(schema: JsonSchema): JsonSchema[] {
  return ((schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined) ?? [];
}

const formats: Record<string, GraphQLScalarType> = { uuid: GraphQLID, "date-time": DateTime, date: LocalDate };
const intMax = 2 ** 31 - 1;

/** The scalar of a schema that is neither an object nor a list. Several kinds in one are any JSON. */
export function scalarOf(schema: JsonSchema): GraphQLScalarType {
  const kinds = new Set(kindsOf(schema));
  if (kinds.size !== 1) return Json;
  const [kind] = kinds;
  if (kind === "boolean") return GraphQLBoolean;
  if (kind === "number") return GraphQLFloat;
  if (kind === "integer") return isInt(schema) ? GraphQLInt : SafeInt;
  if (kind !== "string") return Json;
  return formats[schema.format as string] ?? GraphQLString;
}

/** What a text of few values may be, for its description. */
export function valuesOf(schema: JsonSchema): string[] {
  return (schema.enum as unknown[] | undefined)?.filter((value) => typeof value === "string") ?? [];
}

function kindsOf(schema: JsonSchema): string[] {
  const named = typesOf(schema);
  const values = [...((schema.enum as unknown[] | undefined) ?? []), ...("const" in schema ? [schema.const] : [])];
  const meant = named.length > 0 ? [] : values.map((value) => (Number.isSafeInteger(value) ? "integer" : typeof value));
  return [...named, ...meant, ...choicesOf(schema).flatMap(kindsOf)];
}

function typesOf({ type }: JsonSchema): string[] {
  return type === undefined ? [] : ([type].flat() as string[]);
}

function isInt({ minimum, maximum, enum: values }: JsonSchema): boolean {
  if (Array.isArray(values)) return values.every((value) => Math.abs(value as number) <= intMax);
  return typeof minimum === "number" && typeof maximum === "number" && minimum >= -intMax && maximum <= intMax;
}
