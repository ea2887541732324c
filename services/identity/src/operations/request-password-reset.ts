import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { languageOf } from "@oneheart/messages";
import { nameOf } from "../workflows/find-account.ts";

/** Has a link mailed. Nothing is looked up here, so that answer and time are the same whether there is such an account. */
export const requestPasswordReset = handle(identityContract.operations.requestPasswordReset, async ({ identifier }, ctx) => {
  const wanted = { kind: "reset_password" as const, name: nameOf(ctx, identifier), language: languageOf(ctx.source.acceptLanguage) };
  await ctx.transaction(async (tx) => tx.emit(identityInternal.events.accountMailWanted, wanted));
  return {};
});
