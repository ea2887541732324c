import { proofContract } from "@oneheart/contracts";
import { proofInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { removeLeftCopies } from "@oneheart/process-pool";
import { sweepUploads } from "./jobs/sweep-uploads.ts";
import { actionFacts } from "./operations/action-facts.ts";
import { findProofs } from "./operations/find-proofs.ts";
import { getProof } from "./operations/get-proof.ts";
import { listProofs } from "./operations/list-proofs.ts";
import { media } from "./operations/media.ts";
import { ownData } from "./operations/own-data.ts";
import { proofsOfQuests } from "./operations/proofs-of-quests.ts";
import { submitProof } from "./operations/submit-proof.ts";
import { proofSettings } from "./settings.ts";
import { proofState } from "./state.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofDecided } from "./subscribers/on-proof-decided.ts";
import { onProofSubmitted } from "./subscribers/on-proof-submitted.ts";
import { onQuestSubmitted } from "./subscribers/on-quest-submitted.ts";
import { copiesWorker } from "./workers/make-copies.ts";

/** Evidence: photographs and videos that players send for their quests, and the actions they show. */
export const proofService = defineService(wholeContract(proofContract, proofInternal), {
  operations: { ownData, submitProof, getProof, listProofs, media, findProofs, proofsOfQuests, actionFacts },
  subscribers: [onProofSubmitted, onProofDecided, onQuestSubmitted, onPlayerErased],
  workers: [copiesWorker],
  jobs: [sweepUploads],
  migrations: new URL("../migrations/", import.meta.url),
  settings: proofSettings,
  state: proofState,
  onStart: () => removeLeftCopies(),
});
