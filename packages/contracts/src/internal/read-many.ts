import { z } from "zod";
import { type OperationDefinition, operation } from "../common/define.ts";
import { namedAfter } from "../common/shared.ts";

/**
 * What an operation that reads one record by its `id` would answer for each of many ids, in their order, and null where it would refuse.
 * It may be called by those who may call that one; the gateway does so for them, where GraphQL joins records to a list.
 */
export function readMany<const Access extends OperationDefinition["access"], Output extends z.ZodType>(
  one: { access: Access; input: z.ZodObject<{ id: z.ZodType<string> }>; output: Output },
  summary: string,
) {
  return operation({
    summary,
    access: one.access,
    input: z.object({ ids: z.array(one.input.shape.id).max(100) }),
    output: namedAfter(one.output, "Many", () => z.object({ items: z.array(one.output.nullable()) })),
  });
}
