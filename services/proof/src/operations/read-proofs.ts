import { proofInternal } from "@oneheart/contracts/internal";
import { handle, inOrder } from "@oneheart/kernel";
import { proofStore } from "../store/proofs.ts";
import { detailsFor } from "../workflows/details.ts";

/** Many proofs with what verification found. */
export const readProofs = handle(proofInternal.operations.readProofs, async ({ ids }, ctx) => {
  const details = await detailsFor(await proofStore(ctx).find(ids), ctx);
  return { items: inOrder(ids, details, ({ proof_id }) => proof_id) };
});
