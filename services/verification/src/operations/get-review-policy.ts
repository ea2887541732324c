import { verificationContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { policyStore } from "../review/store/policy.ts";

/** How reviewing works here. */
export const getReviewPolicy = handle(verificationContract.operations.getReviewPolicy, (_, ctx) => policyStore(ctx).get());
