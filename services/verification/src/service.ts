import { verificationContract } from "@oneheart/contracts";
import { defineService } from "@oneheart/kernel";
import { assessments } from "./operations/assessments.ts";
import { decideReview } from "./operations/decide-review.ts";
import { listReviews } from "./operations/list-reviews.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofSubmitted } from "./subscribers/on-proof-submitted.ts";
import { onQuestSubmitted } from "./subscribers/on-quest-submitted.ts";
import { analysisWorker } from "./workers/analyse-proof.ts";

/** Verification: looks at evidence, decides what rules can decide, and puts the rest in front of people. */
export const verificationService = defineService(verificationContract, {
  operations: { listReviews, decideReview, assessments },
  subscribers: [onProofSubmitted, onQuestSubmitted, onPlayerErased],
  workers: [analysisWorker],
  migrations: new URL("../migrations/", import.meta.url),
});
