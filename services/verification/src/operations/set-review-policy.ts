import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { policyStore } from "../review/store/policy.ts";

/** Changes how reviewing works from now on; leases and deadlines that were given stay. */
export const setReviewPolicy = handle(verificationContract.operations.setReviewPolicy, (change, ctx) => policyStore(ctx).set(change));
