import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { assessmentStore } from "../assessment/store.ts";
import { knownStore } from "../review/store/known.ts";

/** Says what is true of a decided proof, so that reviewers can be measured by it. */
export const markKnownCase = handle(verificationContract.operations.markKnownCase, async ({ id: proof_id, answer }, ctx) => {
  const created_at = ctx.clock.now();
  return ctx.transaction(async (tx) => {
    const row = (await assessmentStore(tx).lock(proof_id)) ?? ctx.fail("proof_not_found");
    const { status } = row;
    if ((status !== "verified" && status !== "rejected") || "erased" in row.facts) ctx.fail("proof_not_decided", { status });
    await knownStore(tx).mark({ proof_id, answer, marked_by: ctx.principal.playerId, created_at });
    return { proof_id, answer, status, created_at: created_at.toISOString() };
  });
});
