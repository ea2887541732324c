import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";
import { detailsFor } from "../workflows/details.ts";

/** One proof with what verification found. */
export const getProof = handle(proofContract.operations.getProof, async ({ id }, ctx) => {
  const row = await proofStore(ctx).evidence(id);
  const [proof] = await detailsFor(row === undefined ? [] : [row], ctx);
  return proof ?? ctx.fail("proof_not_found");
});
