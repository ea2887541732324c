import { verificationContract } from "@oneheart/contracts";

/** For the outbox, which loads it only to send. */
export const { decideReview } = verificationContract.operations;
