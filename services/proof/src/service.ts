import { proofContract } from "@oneheart/contracts";
import { proofInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { removeLeftCopies } from "@oneheart/process-pool";
import { sweepCopies } from "./jobs/sweep-copies.ts";
import { sweepUploads } from "./jobs/sweep-uploads.ts";
import { actionFacts } from "./operations/action-facts.ts";
import { addBlurRegion } from "./operations/add-blur-region.ts";
import { copyPicture } from "./operations/copy-picture.ts";
import { findProofs } from "./operations/find-proofs.ts";
import { getBlurredCopy } from "./operations/get-blurred-copy.ts";
import { getProof } from "./operations/get-proof.ts";
import { listBlurredCopies } from "./operations/list-blurred-copies.ts";
import { listProofs } from "./operations/list-proofs.ts";
import { media } from "./operations/media.ts";
import { ownData } from "./operations/own-data.ts";
import { prepareCopy } from "./operations/prepare-copy.ts";
import { proofsOfQuests } from "./operations/proofs-of-quests.ts";
import { publicPictures } from "./operations/public-pictures.ts";
import { readProofs } from "./operations/read-proofs.ts";
import { releaseCopy } from "./operations/release-copy.ts";
import { releasedPicture } from "./operations/released-picture.ts";
import { releasedPictures } from "./operations/released-pictures.ts";
import { removeBlurRegion } from "./operations/remove-blur-region.ts";
import { setPictureConsent } from "./operations/set-picture-consent.ts";
import { shownProofs } from "./operations/shown-proofs.ts";
import { sponsorPicture } from "./operations/sponsor-picture.ts";
import { submitProof } from "./operations/submit-proof.ts";
import { undoRegionChange } from "./operations/undo-region-change.ts";
import { withdrawCopy } from "./operations/withdraw-copy.ts";
import { proofSettings } from "./settings.ts";
import { proofState } from "./state.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onProofDecided } from "./subscribers/on-proof-decided.ts";
import { onProofSubmitted } from "./subscribers/on-proof-submitted.ts";
import { onQuestSubmitted } from "./subscribers/on-quest-submitted.ts";
import { blurWorker } from "./workers/blur-copies.ts";
import { copiesWorker } from "./workers/make-copies.ts";

/** Evidence: photographs and videos that players send for their quests, and the actions they show. */
export const proofService = defineService(wholeContract(proofContract, proofInternal), {
  operations: {
    ownData,
    submitProof,
    getProof,
    listProofs,
    media,
    findProofs,
    readProofs,
    proofsOfQuests,
    actionFacts,
    listBlurredCopies,
    getBlurredCopy,
    addBlurRegion,
    removeBlurRegion,
    undoRegionChange,
    prepareCopy,
    releaseCopy,
    withdrawCopy,
    copyPicture,
    releasedPictures,
    publicPictures,
    releasedPicture,
    setPictureConsent,
    shownProofs,
    sponsorPicture,
  },
  subscribers: [onProofSubmitted, onProofDecided, onQuestSubmitted, onPlayerErased],
  workers: [copiesWorker, blurWorker],
  jobs: [sweepUploads, sweepCopies],
  migrations: new URL("../migrations/", import.meta.url),
  settings: proofSettings,
  state: proofState,
  onStart: () => removeLeftCopies(),
});
