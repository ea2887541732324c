import { proofInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentFacts } from "../present.ts";
import { proofStore } from "../store/proofs.ts";

/** Several proofs for other services; unknown ones are left out. */
export const findProofs = handle(proofInternal.operations.findProofs, async ({ ids }, ctx) => ({
  items: (await proofStore(ctx).find(ids)).map(presentFacts),
}));
