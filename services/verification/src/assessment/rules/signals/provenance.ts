import type { Facts } from "../facts.ts";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "provenance";

/**
 * What the file's signed history (C2PA) says. Most files have none, which proves nothing. Content that is not what was signed is
 * provable; a picture that calls itself generated waits for a person.
 */
export const provenance = ruleOf(code, ({ provenance: facts }, weights) => {
  if (facts === undefined || facts.state === "not_evaluated") return notEvaluated(code, "The file's signed history was not looked at.");
  const { state, altered, manifest } = facts;
  if (altered) {
    const words = "The file was changed after its history was signed: the signature no longer fits the picture.";
    return found(code, "altered", weights.altered, words, { flag: "provenance_altered", rejects: "provenance_altered" });
  }
  if (manifest?.generated) {
    const words = "The file's own history says that it was made, or partly made, by a computer model.";
    return found(code, "generated", weights.generated, words, { flag: "generated", hard: true });
  }
  switch (state) {
    case "none":
      return notEvaluated(code, "The file has no signed history; most files have none.");
    case "invalid":
      if (weights.invalid_review) {
        const words = "The file's signed history does not hold in all parts, so a person looks at it.";
        return found(code, state, weights.invalid, words, { flag: "provenance_invalid", review: true });
      }
      return found(code, state, weights.invalid, "The file's signed history is damaged.", { flag: "provenance_invalid" });
    case "untrusted":
      return found(code, state, weights.untrusted, "The file's history is signed by somebody whom nobody here vouches for.");
    case "valid":
      return manifest?.captured && !manifest.edited
        ? found(code, "captured", weights.captured, "A trusted signature says that this was taken by a camera and not edited since.")
        : found(code, "signed", weights.signed, "The file's history is signed by somebody who is trusted.");
  }
});

/** Whether a trusted signature covers the file as a camera saved it, so that nobody can have taken something out of it since. */
export function isSignedCapture({ provenance: facts }: Facts): boolean {
  const { state, altered, manifest } = facts ?? {};
  return state === "valid" && altered === false && manifest?.captured === true && !manifest.edited && !manifest.generated;
}
