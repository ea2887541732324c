import { found, type Rule } from "../finding.ts";

/** Whether the app sent the secret number of this quest's start. Files picked by hand have none, and may. */
export const nonce: Rule = ({ proof, quest }, { nonce: weights }) => {
  if (proof.nonce === null)
    return found("nonce", "absent", weights.absent, "The evidence was not captured in the app, so it does not carry this quest's code.");
  if (proof.nonce === quest.nonce) return found("nonce", "valid", weights.valid, "The evidence carries this quest's code.");
  if (weights.unknown !== undefined && proof.nonce_issued === false) {
    const words = "The evidence carries a code that was never issued, so a person looks at it.";
    return found("nonce", "unknown", weights.unknown, words, { flag: "nonce_unknown", hard: true });
  }
  const more = { flag: "nonce_mismatch", rejects: "nonce_mismatch" } as const;
  return found("nonce", "wrong", weights.wrong, "The evidence carries a code that was not issued for this quest.", more);
};
