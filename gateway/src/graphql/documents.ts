import { hash } from "node:crypto";
import { gatewayContract, inputWords } from "@oneheart/contracts";
import { commonError, declaredError } from "@oneheart/kernel";
import { type DocumentNode, type GraphQLError, type GraphQLSchema, parse, validate } from "graphql";
import { LRUCache } from "lru-cache";
import { limits, refuseTooMuch, tooMuch } from "./limits.ts";

interface Query {
  /** Empty when the query is sent by its hash. */
  query: string;
  variables?: Readonly<Record<string, unknown>> | null;
  extensions?: Readonly<Record<string, unknown>> | null;
}

export interface Prepared {
  text: string;
  document: DocumentNode;
  /** What validation found; empty for a document that can be run. */
  errors: readonly GraphQLError[];
}

export interface Documents {
  /** Throws what is wrong with the request itself, and a `GraphQLError` for a document that cannot be read. */
  prepare(query: Query): Prepared;
}

/** Texts of queries that are remembered, in characters; a parsed one needs some 30 times as much memory. */
const rememberedLength = 1_000_000;
const errorsMax = 10;

/**
 * The documents that were run lately, parsed and validated, by the SHA-256 of their text. A client may send that hash in place of the text
 * (persisted queries, as Apollo's clients send them).
 */
export function createDocuments(schema: GraphQLSchema): Documents {
  const known = new LRUCache<string, Prepared>({ maxSize: rememberedLength, sizeCalculation: ({ text }) => text.length + 1 });

  function read(text: string, variables: Query["variables"]): Prepared {
    const document = parseShort(text);
    refuseTooMuch(schema, document, variables);
    return { text, document, errors: validate(schema, document, undefined, { maxErrors: errorsMax }) };
  }

  return {
    prepare({ query, variables, extensions }) {
      const wanted = persistedHash(extensions);
      const key = query === "" ? wanted : hash("sha256", query, "hex");
      if (key === undefined) throw commonError("invalid_input", { message: inputWords.query_missing });
      if (wanted !== undefined && wanted !== key) throw commonError("invalid_input", { message: inputWords.query_hash });
      const found = known.get(key);
      if (found !== undefined) {
        refuseTooMuch(schema, found.document, variables);
        return found;
      }
      if (query === "") throw declaredError(gatewayContract.operations.graphql, "persisted_query_not_found");
      const prepared = read(query, variables);
      if (prepared.errors.length === 0) known.set(key, prepared);
      return prepared;
    },
  };
}

function parseShort(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    // The parser calls itself for each level; its own limit is a syntax error like any other.
    if (error instanceof RangeError) throw tooMuch("depth");
    if (error instanceof Error && /more tha[nt] \d+ tokens/.test(error.message)) throw tooMuch("tokens");
    throw error;
  }
}

function persistedHash(extensions: Query["extensions"]): string | undefined {
  const { sha256Hash } = (extensions?.persistedQuery ?? {}) as { sha256Hash?: unknown };
  return typeof sha256Hash === "string" ? sha256Hash : undefined;
}
