import {
  GraphQLEnumType,
  type GraphQLFieldConfig,
  GraphQLList,
  type GraphQLNamedOutputType,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
} from "graphql";
import { type JsonSchema, shapesPath } from "../../openapi/schema.ts";
import type { Reads } from "../reads.ts";
import { Json } from "./scalars.ts";
import { choicesOf, scalarOf, valuesOf, withoutNull } from "./values.ts";

export type Field = GraphQLFieldConfig<unknown, Reads>;

export interface AnswerTypes {
  /** `name` is for an object that has none of its own. */
  of(schema: JsonSchema, name: string): GraphQLOutputType;
  named(name: string): GraphQLNamedOutputType;
}

interface Options {
  /** What the name of a shape stands for. */
  resolve(schema: JsonSchema): JsonSchema;
  /** Fields beside those of a shape, by the names of those that it has. */
  beside(type: string, fields: readonly string[]): Record<string, Field>;
}

const fieldName = /^(?!__)[_A-Za-z]\w*$/;

/** The types of answers: each named shape of the contracts is one, with the same fields. */
export function createAnswerTypes({ resolve, beside }: Options): AnswerTypes {
  const made = new Map<string, GraphQLNamedOutputType>();

  function of(schema: JsonSchema, name: string): GraphQLOutputType {
    const { schema: present, nullable } = withoutNull(schema);
    const type = presentType(present, name);
    return nullable ? type : new GraphQLNonNull(type);
  }

  function presentType(schema: JsonSchema, name: string): GraphQLNamedOutputType | GraphQLList<GraphQLOutputType> {
    if (typeof schema.$ref === "string") return named(schema.$ref.slice(shapesPath.length));
    if (schema.items !== undefined) return new GraphQLList(of(schema.items as JsonSchema, `${name}Item`));
    if (schema.properties !== undefined) return objectType(name, schema);
    return choicesOf(schema).some(({ $ref }) => $ref !== undefined) ? Json : scalarOf(schema);
  }

  function named(name: string): GraphQLNamedOutputType {
    const schema = resolve({ $ref: shapesPath + name });
    if (schema.properties !== undefined) return objectType(name, schema);
    return valuesOf(schema).length > 0 ? keep(name, () => enumType(name, schema)) : scalarOf(schema);
  }

  function objectType(name: string, schema: JsonSchema): GraphQLNamedOutputType {
    const properties = Object.entries(schema.properties!).filter(([field]) => fieldName.test(field));
    if (properties.length === 0) return Json;
    return keep(name, () => new GraphQLObjectType({ name, fields: () => fieldsOf(name, schema, properties) }));
  }

  function fieldsOf(name: string, schema: JsonSchema, properties: ReadonlyArray<[string, JsonSchema]>): Record<string, Field> {
    const required = new Set(schema.required);
    const own = properties.map(([field, value]): [string, Field] => {
      const type = of(value, name + pascal(field));
      const values = valuesOf(withoutNull(value).schema);
      return [
        field,
        {
          type: required.has(field) || !(type instanceof GraphQLNonNull) ? type : type.ofType,
          description: values.length > 0 ? `One of: ${values.join(", ")}.` : undefined,
        },
      ];
    });
    return {
      ...Object.fromEntries(own),
      ...beside(
        name,
        properties.map(([field]) => field),
      ),
    };
  }

  function keep<T extends GraphQLNamedOutputType>(name: string, make: () => T): GraphQLNamedOutputType {
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known;
  }

  return { of, named };
}

function enumType(name: string, schema: JsonSchema): GraphQLEnumType {
  return new GraphQLEnumType({ name, values: Object.fromEntries(valuesOf(schema).map((value) => [value, { value }])) });
}

/** `total_xp` as a part of a type's name: `TotalXp`. */
export function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
