import { randomBytes } from "node:crypto";
import { COSIGNATURE_V1, formatSignerKey, formatVerifierKey, parseSignerKey, TlogError } from "@oneheart/tlog";
import { StartError } from "@oneheart/witness";

/** A fresh key pair for a witness: `signer_key` is secret, `verifier_key` is for everybody. */
export function newKey(name: string | undefined): { signer_key: string; verifier_key: string } {
  if (name === undefined) throw new StartError("--new-key needs a name, such as witness.example.org/1, after it or in WITNESS_NAME");
  try {
    const signer_key = formatSignerKey(name, randomBytes(32), COSIGNATURE_V1);
    return { signer_key, verifier_key: formatVerifierKey(parseSignerKey(signer_key, () => 0).verifier) };
  } catch (error) {
    if (error instanceof TlogError) throw new StartError(`--new-key: ${error.message}`);
    throw error;
  }
}
