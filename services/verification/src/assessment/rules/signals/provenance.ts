import { message } from "@oneheart/messages";
import type { Facts } from "../facts.ts";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "provenance";

/**
 * What the file's signed history (C2PA) says. Most files have none, which proves nothing. Content that is not what was signed is
 * provable; a picture that calls itself generated waits for a person.
 */
export const provenance = ruleOf(code, ({ provenance: facts }, weights) => {
  if (facts === undefined || facts.state === "not_evaluated") return notEvaluated(code, message("signal.provenance.not_looked"));
  const { state, altered, manifest } = facts;
  if (altered) {
    const words = message("signal.provenance.altered");
    return found(code, "altered", weights.altered, words, { flag: "provenance_altered", rejects: "provenance_altered" });
  }
  if (manifest?.generated) {
    const words = message("signal.provenance.generated");
    return found(code, "generated", weights.generated, words, { flag: "generated", hard: true });
  }
  switch (state) {
    case "none":
      return notEvaluated(code, message("signal.provenance.none"));
    case "invalid":
      if (weights.invalid_review) {
        const words = message("signal.provenance.not_all_valid");
        return found(code, state, weights.invalid, words, { flag: "provenance_invalid", review: true });
      }
      return found(code, state, weights.invalid, message("signal.provenance.damaged"), { flag: "provenance_invalid" });
    case "untrusted":
      return found(code, state, weights.untrusted, message("signal.provenance.untrusted"));
    case "valid":
      return manifest?.captured && !manifest.edited
        ? found(code, "captured", weights.captured, message("signal.provenance.captured"))
        : found(code, "signed", weights.signed, message("signal.provenance.signed"));
  }
});

/** Whether a trusted signature covers the file as a camera saved it, so that nobody can have taken something out of it since. */
export function isSignedCapture({ provenance: facts }: Facts): boolean {
  const { state, altered, manifest } = facts ?? {};
  return state === "valid" && altered === false && manifest?.captured === true && !manifest.edited && !manifest.generated;
}
