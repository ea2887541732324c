import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentAssessment } from "../present.ts";
import { assessmentStore } from "../store.ts";

/** Assessments of several proofs for other services; those not yet analysed are left out. */
export const assessments = handle(verificationContract.operations.assessments, async ({ proof_ids }, ctx) => ({
  items: (await assessmentStore(ctx).find(proof_ids)).map(presentAssessment),
}));
