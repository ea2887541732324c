import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { knownStore } from "../review/store/known.ts";

/** Takes a case out of those whose answer is known; whoever holds it now decides it without effect. */
export const unmarkKnownCase = handle(verificationContract.operations.unmarkKnownCase, async ({ id }, ctx) => {
  if (!(await knownStore(ctx).unmark(id))) ctx.fail("known_case_not_found");
  return {};
});
