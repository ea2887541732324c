import { proofInternal } from "@oneheart/contracts/internal";
import type { Tx } from "@oneheart/kernel";
import { consentStore } from "../store/consent.ts";

/** Tells what may be shown of proofs from here on, in the transaction that changed it. */
export async function tellPictures(tx: Tx, proof_ids: readonly string[]): Promise<void> {
  for (const change of await consentStore(tx).change(proof_ids)) tx.emit(proofInternal.events.picturesChanged, change);
}
