import type { OperationDefinition, Refusal } from "@oneheart/contracts";
import type { Context } from "./context.ts";

/** Ends an operation with an error that a rule decided on. */
export function failWith<O extends OperationDefinition>(ctx: Context<O>, refusal: Refusal<O>): never {
  return ctx.fail(refusal.code, ...([refusal.context] as never));
}
