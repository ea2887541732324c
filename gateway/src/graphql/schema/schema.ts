import { type Contract, type Operation, parseRoute } from "@oneheart/contracts";
import { GraphQLList, GraphQLNonNull, GraphQLObjectType, type GraphQLOutputType, GraphQLSchema, getNullableType } from "graphql";
import { z } from "zod";
import { createShapes, type Shapes } from "../../openapi/shapes.ts";
import { type Join, joinBeside } from "../joins.ts";
import type { Reads } from "../reads.ts";
import { type AnswerTypes, createAnswerTypes, type Field, pascal } from "./answers.ts";
import { argumentsOf } from "./arguments.ts";

declare module "graphql" {
  interface GraphQLFieldExtensions<_TSource, _TContext, _TArgs> {
    /** The field is a call of an operation. */
    operation?: Operation;
  }
}

/**
 * Everything that REST reads, from the same contracts: each service is a field of the query, each of its reads a field of that, each named
 * shape a type. Bytes and event streams stay with REST. Throws when two shapes have one name.
 */
export function schemaOf(contracts: readonly Contract[]): GraphQLSchema {
  const shapes = createShapes();
  const operations = new Set(contracts.flatMap((contract) => Object.values(contract.operations)));
  const reads = contracts.map(({ service, operations }) => ({ service, operations: Object.values(operations).filter(isRead) }));
  // Names are known once every shape was seen.
  for (const { operations } of reads) for (const operation of operations) shapes.response(answerOf(operation));

  const types: AnswerTypes = createAnswerTypes({
    resolve: shapes.resolve,
    beside(type, fields) {
      const own = new Set(fields);
      const joined = fields.flatMap((name) => {
        const found = joinBeside(name);
        if (found === undefined || own.has(found.field) || !operations.has(found.join.one)) return [];
        return [[found.field, joinField(types.of(shapes.response(found.join.one.output), ""), name, found)] as const];
      });
      return Object.fromEntries(joined.filter(([, field]) => String(getNullableType(field.type)) !== type));
    },
  });
  const services = reads
    .filter(({ operations }) => operations.length > 0)
    .map(({ service, operations }) => [service, serviceField(service, operations, shapes, types)] as const);
  return new GraphQLSchema({ query: new GraphQLObjectType<unknown, Reads>({ name: "Query", fields: Object.fromEntries(services) }) });
}

function isRead({ route, answer = "json" }: Operation): boolean {
  return route !== undefined && parseRoute(route).method === "GET" && answer === "json";
}

function serviceField(service: string, operations: readonly Operation[], shapes: Shapes, types: AnswerTypes): Field {
  const name = `${pascal(service)}Reads`;
  const fields = () => Object.fromEntries(operations.map((operation) => [operation.name, operationField(operation, shapes, types)]));
  return { type: new GraphQLNonNull(new GraphQLObjectType<unknown, Reads>({ name, fields })), resolve: () => ({}) };
}

function operationField(operation: Operation, shapes: Shapes, types: AnswerTypes): Field {
  const input = shapes.request(`${operation.service}.${operation.name}`, inputOf(operation));
  const type = types.of(
    shapes.response(answerOf(operation)),
    pascal(operation.service) + operation.name[0]!.toUpperCase() + operation.name.slice(1),
  );
  const who = operation.access.filter((role) => role !== "internal").join(", ");
  return {
    // One read that is refused leaves the others their answers.
    type: getNullableType(type),
    description: `${operation.summary}. ${operation.route}; who may call: ${who}.`,
    args: argumentsOf(input),
    extensions: { operation },
    resolve: (_source, args, reads) => reads.read(operation, withoutNulls(args)),
  };
}

/** An operation that answers in several formats answers GraphQL in its first. */
function answerOf({ input, output }: Operation): z.ZodType {
  return "format" in input.shape && output instanceof z.ZodUnion ? (output.options[0] as z.ZodType) : output;
}

function inputOf({ input, output }: Operation): z.ZodObject {
  return "format" in input.shape && output instanceof z.ZodUnion ? input.omit({ format: true }) : input;
}

/** In a query `null` is how one leaves an argument out. */
function withoutNulls(args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}

function joinField(type: GraphQLOutputType, idField: string, { join, isList }: { join: Join; isList: boolean }): Field {
  const one = getNullableType(type);
  const idsOf = (source: unknown) => (source as Record<string, unknown>)[idField];
  const description = `What \`${idField}\` names, as ${join.one.route} answers it; null where that would not be found.`;
  if (!isList) {
    return { type: one, description, resolve: (source, _args, reads) => reads.joined(join, idsOf(source) as string | null | undefined) };
  }
  return {
    type: new GraphQLList(one),
    description,
    resolve: (source, _args, reads) => {
      const ids = idsOf(source) as readonly string[] | null | undefined;
      return ids == null ? null : ids.map((id) => reads.joined(join, id));
    },
  };
}
