import { z } from "zod";
import { defineContract, operation } from "../common/define.ts";
import { shape } from "../common/shared.ts";
import { homeOperation } from "./home.ts";

/** An error of a query; `extensions` holds the problem that REST would answer: `code`, `status`, `request_id`, `errors`, `context`. */
export const QueryError = shape("QueryError", {
  message: z.string(),
  locations: z.array(shape("QueryLocation", { line: z.int(), column: z.int() })).optional(),
  path: z.array(z.union([z.string(), z.int()])).optional(),
  extensions: z.record(z.string(), z.unknown()),
});

/** What the gateway answers by itself, of all that REST reads: no service has a part in it. */
export const gatewayContract = defineContract({
  service: "gateway",
  operations: {
    home: homeOperation,
    graphql: operation({
      route: "POST /api/graphql",
      summary: "Read several things at once, joined (GraphQL)",
      access: ["anyone"],
      limit: "reads",
      input: z.object({
        query: z.string().optional(),
        variables: z.record(z.string(), z.unknown()).nullish(),
        operationName: z.string().nullish(),
        extensions: z.record(z.string(), z.unknown()).nullish(),
      }),
      output: shape("QueryAnswer", {
        data: z.record(z.string(), z.unknown()).nullish(),
        errors: z.array(QueryError).optional(),
      }),
      errors: { persisted_query_not_found: 404 },
    }),
  },
});
