import { proofInternal, verificationInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { told_ms_max } from "../rules/presence-age.ts";
import { presenceStore } from "../store/presence.ts";

/** Verified evidence shows where its player was, as long as that can make a witness of the player. */
export const onProofDecided = subscribe(
  "on-proof-decided",
  verificationInternal.events.proofDecided,
  async ({ proof_id, status, decision_no }, ctx) => {
    const { items } = await ctx.call(proofInternal.operations.findProofs, { ids: [proof_id] });
    const [proof] = items;
    if (proof === undefined) throw new Error(`proof ${proof_id} is not known to the proof service`);
    const captured_at = new Date(proof.captured_at);
    if (ctx.clock.now().getTime() - captured_at.getTime() > told_ms_max) return;
    const { player_id, lat, lng } = proof;
    await ctx.once((tx) =>
      presenceStore(tx).note({ proof_id, player_id, captured_at, lat, lng, verified: status === "verified", decision_no }),
    );
  },
);
