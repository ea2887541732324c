import type { Contract } from "@oneheart/contracts";
import { openApiOperation } from "./operation.ts";
import { problemExamples } from "./responses.ts";
import { createShapes } from "./shapes.ts";

export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string; license: { name: string; identifier: string } };
  servers: Array<{ url: string }>;
  tags: Array<{ name: string }>;
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, unknown>;
}

const description = `A verified social-impact programme. Amounts are integers; times are RFC 3339 in UTC; lists continue at \`next_cursor\`.

The main job, as a player:

1. \`POST /api/auth/register\` or \`login\`; its \`access_token\` goes with every call, as \`Authorization: Bearer …\`.
2. \`GET /api/quest/list\`, and \`POST /api/quest/{id}/start\`, which answers \`quest_id\` and \`challenge.nonce\`.
3. \`POST /api/proof/submit\` with that nonce, the file last.
4. \`POST /api/quest/{id}/complete\` from \`hand_in_from\` on, and \`GET /api/quest/{id}\` until it is \`completed\`.

What is read can also be asked joined, several things in one request: \`POST /api/graphql\`, with its schema at \`/graphql/schema\`.

\`next_step\` says at each moment what comes next, in words; with \`Accept-Language: th\` in Thai.`;

/** Every operation with a route, as OpenAPI 3.1. The same contracts give the same document, whatever their order. */
export function openApiDocument(contracts: readonly Contract[], serverUrl: string): OpenApiDocument {
  const sorted = [...contracts].sort((a, b) => (a.service < b.service ? -1 : 1));
  const operations = sorted.flatMap((contract) => Object.values(contract.operations)).filter((operation) => operation.route !== undefined);
  const paths: Record<string, Record<string, unknown>> = {};
  const shapes = createShapes();
  for (const operation of operations) {
    for (const [index, route] of [operation.route!, ...(operation.aliases ?? [])].entries()) {
      const { path, method, value } = openApiOperation(shapes, operation, route, index);
      paths[path] = { ...paths[path], [method]: value };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "OneHeart",
      version: "0.1.0",
      description,
      license: { name: "Apache 2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: serverUrl }],
    tags: [...new Set(operations.map((operation) => operation.service))].map((name) => ({ name })),
    paths,
    components: { schemas: shapes.all(), examples: problemExamples(operations), ...components },
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "1 to 200 visible characters. The same key with the same request gives the first answer again.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const components = {
  securitySchemes: { bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
  parameters: {
    IdempotencyKey: { ...idempotencyKey, required: false },
    IdempotencyKeyRequired: { ...idempotencyKey, required: true },
    LastEventId: {
      name: "Last-Event-ID",
      in: "header",
      required: false,
      description: "Resume after this event.",
      schema: { type: "string" },
    },
  },
  headers: {
    RequestId: { description: "Names this request in every log line.", schema: { type: "string" } },
    IdempotentReplayed: { description: "`true` when this is the first answer again.", schema: { type: "string" } },
    RetryAfter: { description: "Seconds to wait.", schema: { type: "integer" } },
  },
};
