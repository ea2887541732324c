import { verificationContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { notify } from "../notifications.ts";
import { proofMessage } from "../rules/messages.ts";

/** Tells that a person looks at the evidence now. */
export const onProofDecided = subscribe(verificationContract.events.proofDecided, async (proof, ctx) => {
  const message = proofMessage(proof);
  if (message !== undefined) await notify(ctx, proof.player_id, [message]);
});
