import { verificationContract } from "@oneheart/contracts";
import { subscribe } from "@oneheart/kernel";
import { proofMessage } from "../rules/messages.ts";
import { notify } from "../workflows/notifications.ts";

/** Tells that a person looks at the evidence now. */
export const onProofDecided = subscribe("on-proof-decided", verificationContract.events.proofDecided, async (proof, ctx) => {
  const message = proofMessage(proof);
  if (message !== undefined) await notify(ctx, proof.player_id, [message]);
});
