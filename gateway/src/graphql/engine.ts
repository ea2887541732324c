import { type Contract, inputWords } from "@oneheart/contracts";
import { answerIn } from "@oneheart/http";
import { commonError } from "@oneheart/kernel";
import type { FastifyReply, FastifyRequest } from "fastify";
import { printSchema } from "graphql";
import { createHandler, parseRequestParams } from "graphql-http";
import type { Gateway } from "../perform.ts";
import { createDocuments, type Prepared } from "./documents.ts";
import { sentError } from "./errors.ts";
import { createReads } from "./reads.ts";
import { schemaOf } from "./schema/schema.ts";

/** An answer that is not sent yet: the request's time may have run out meanwhile. */
interface QueryAnswer {
  status: number;
  headers: Record<string, string> | undefined;
  text: string | null;
}

export interface Engine {
  answer(request: FastifyRequest, reply: FastifyReply): Promise<QueryAnswer>;
  /** The schema in GraphQL's own language. */
  sdl: string;
}

/** Answers GraphQL over HTTP. What loads with this module, and the schema, are made when somebody asks first. */
export function createEngine(gateway: Gateway, contracts: readonly Contract[]): Engine {
  const schema = schemaOf(contracts);
  const documents = createDocuments(schema);

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<QueryAnswer> {
    const language = answerIn(request, reply);
    let prepared: Prepared | undefined;
    const handle = createHandler<FastifyRequest, undefined>({
      async parseRequestParams(asked) {
        const params = await parseRequestParams(allowingNoText(asked)).catch(refuseParams);
        if (!("query" in params)) return params;
        prepared = documents.prepare(params);
        return { ...params, query: prepared.text };
      },
      onSubscribe(_asked, { variables, operationName }) {
        const { document, errors } = prepared!;
        if (errors.length > 0) return errors;
        return { schema, document, variableValues: variables, operationName, contextValue: createReads(gateway, request, reply) as never };
      },
      formatError: (error) => sentError(error, request, language) as never,
    });
    const { method, url, headers } = request;
    const body = request.body as Record<string, unknown> | null;
    const [text, init] = await handle({ method, url, headers, body, raw: request, context: undefined });
    return { status: init.status, headers: init.headers, text };
  }

  return { answer, sdl: printSchema(schema) };
}

/** The library says in a sentence what is wrong with the members of a request. */
function refuseParams(error: Error): never {
  throw commonError("invalid_input", { message: error.message });
}

type Asked = Parameters<typeof parseRequestParams>[0];

/** A query that is sent by its hash has no text, which the library demands. */
function allowingNoText(asked: Asked): Asked {
  const body: unknown = asked.body;
  if (Array.isArray(body)) throw commonError("invalid_input", { message: inputWords.query_batch });
  if (asked.method === "POST")
    return typeof body === "object" && body !== null ? { ...asked, body: { query: "", ...body } as never } : asked;
  return new URL(asked.url, "http://server").searchParams.has("query")
    ? asked
    : { ...asked, url: `${asked.url}${asked.url.includes("?") ? "&" : "?"}query=` };
}
