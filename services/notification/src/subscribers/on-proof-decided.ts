import { verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { proofNotice } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

/** Tells that a person looks at the evidence now. */
export const onProofDecided = subscribe("on-proof-decided", verificationInternal.events.proofDecided, async (proof, ctx) => {
  const notice = proofNotice(proof);
  if (notice !== undefined) await notify(ctx, proof.player_id, [notice]);
});
