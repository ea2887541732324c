import { verificationContract } from "@oneheart/contracts";
import { verificationInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { removeLeftCopies } from "@oneheart/process-pool";
import { findRings } from "./jobs/find-rings.ts";
import { forgetWindows } from "./jobs/forget-windows.ts";
import { measureBehaviour } from "./jobs/measure-behaviour.ts";
import { activateRules } from "./operations/activate-rules.ts";
import { addRuleSet } from "./operations/add-rule-set.ts";
import { appealProof } from "./operations/appeal-proof.ts";
import { assessments } from "./operations/assessments.ts";
import { backtestRules } from "./operations/backtest-rules.ts";
import { claimReview } from "./operations/claim-review.ts";
import { decideReview } from "./operations/decide-review.ts";
import { extendReview } from "./operations/extend-review.ts";
import { fitRules } from "./operations/fit-rules.ts";
import { getReview } from "./operations/get-review.ts";
import { getReviewPolicy } from "./operations/get-review-policy.ts";
import { getRuleSet } from "./operations/get-rule-set.ts";
import { listReviewers } from "./operations/list-reviewers.ts";
import { listReviews } from "./operations/list-reviews.ts";
import { listRuleSets } from "./operations/list-rule-sets.ts";
import { markKnownCase } from "./operations/mark-known-case.ts";
import { ownData } from "./operations/own-data.ts";
import { ownReviews } from "./operations/own-reviews.ts";
import { releaseReview } from "./operations/release-review.ts";
import { reverseProof } from "./operations/reverse-proof.ts";
import { reviewBacklog } from "./operations/review-backlog.ts";
import { reviewPicture } from "./operations/review-picture.ts";
import { setReviewPolicy } from "./operations/set-review-policy.ts";
import { shadowReport } from "./operations/shadow-report.ts";
import { shadowRules } from "./operations/shadow-rules.ts";
import { unmarkKnownCase } from "./operations/unmark-known-case.ts";
import { unshadowRules } from "./operations/unshadow-rules.ts";
import { verificationSettings } from "./settings.ts";
import { verificationState } from "./state.ts";
import { onActionVerified } from "./subscribers/on-action-verified.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofSubmitted } from "./subscribers/on-proof-submitted.ts";
import { onProofWitnessed } from "./subscribers/on-proof-witnessed.ts";
import { onQuestSubmitted } from "./subscribers/on-quest-submitted.ts";
import { onRoleChanged } from "./subscribers/on-role-changed.ts";
import { analysisWorker } from "./workers/analyse-proof.ts";

/** Verification: looks at evidence, decides what rules can decide, and puts the rest in front of people. */
export const verificationService = defineService(wholeContract(verificationContract, verificationInternal), {
  operations: {
    ownData,
    listReviews,
    claimReview,
    extendReview,
    releaseReview,
    getReview,
    reviewPicture,
    decideReview,
    appealProof,
    reverseProof,
    markKnownCase,
    unmarkKnownCase,
    listReviewers,
    ownReviews,
    getReviewPolicy,
    setReviewPolicy,
    listRuleSets,
    getRuleSet,
    addRuleSet,
    backtestRules,
    fitRules,
    shadowRules,
    unshadowRules,
    shadowReport,
    activateRules,
    assessments,
    reviewBacklog,
  },
  subscribers: [onActionVerified, onProofSubmitted, onProofWitnessed, onQuestSubmitted, onPlayerErased, onRoleChanged],
  workers: [analysisWorker],
  jobs: [findRings, forgetWindows, measureBehaviour],
  migrations: new URL("../migrations/", import.meta.url),
  settings: verificationSettings,
  state: verificationState,
  onStart: () => removeLeftCopies(),
});
