import { problemOf, toOperationError } from "@oneheart/http";
import { commonError, isOperationError, type OperationError } from "@oneheart/kernel";
import type { Language } from "@oneheart/messages";
import type { FastifyRequest } from "fastify";
import { GraphQLError } from "graphql";

/** An error of a query as it is sent: GraphQL's members, with the problem that REST would answer in `extensions`. */
export interface SentError {
  message: string;
  locations?: GraphQLError["locations"];
  path?: GraphQLError["path"];
  extensions: Record<string, unknown>;
}

/** A bug is logged with its stack and told without a word about it. */
export function sentError(error: Error, request: FastifyRequest, language: Language): SentError {
  const known = operationError(error, request);
  const { type, title, detail, ...facts } = problemOf(known, request.id, language);
  const { locations, path } = error instanceof GraphQLError ? error : {};
  return { message: detail ?? title, locations, path, extensions: { ...facts, type } };
}

function operationError(error: Error, request: FastifyRequest): OperationError {
  const cause = error instanceof GraphQLError ? error.originalError : error;
  if (isOperationError(cause)) return cause;
  // Without a cause it is the query that is at fault: its syntax, its fields or its variables.
  if (cause == null || cause instanceof GraphQLError) return commonError("invalid_input", { message: error.message });
  const known = toOperationError(cause);
  if (known.code === "internal") request.log.error({ err: cause }, "a field of a query failed");
  return known;
}
