import { message } from "@oneheart/messages";
import { found, type Rule } from "../finding.ts";

/** Whether the app sent the secret number of this quest's start. Files picked by hand have none, and may. */
export const nonce: Rule = ({ proof, quest }, { nonce: weights }) => {
  if (proof.nonce === null) return found("nonce", "absent", weights.absent, message("signal.nonce.absent"));
  if (proof.nonce === quest.nonce) return found("nonce", "valid", weights.valid, message("signal.nonce.valid"));
  if (weights.unknown !== undefined && proof.nonce_issued === false) {
    const words = message("signal.nonce.unknown");
    return found("nonce", "unknown", weights.unknown, words, { flag: "nonce_unknown", hard: true });
  }
  const more = { flag: "nonce_mismatch", rejects: "nonce_mismatch" } as const;
  return found("nonce", "wrong", weights.wrong, message("signal.nonce.wrong"), more);
};
