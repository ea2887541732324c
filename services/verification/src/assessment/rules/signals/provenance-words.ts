import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";
import { spanInWords } from "../words.ts";

const code = "provenance_words";
const minute_ms = 60_000;

/**
 * What a signed history says against the claim, whoever signed it: nobody signs to their own disadvantage by mistake. What it says in
 * favour counts only by a trusted signer, which `provenance` weighs.
 */
export const provenanceWords = ruleOf(code, ({ provenance: facts, proof }, rules) => {
  const manifest = facts?.manifest;
  if (manifest === undefined || manifest === null) return notEvaluated(code, message("signal.provenance_words.none"));
  const captured = Date.parse(proof.captured_at);
  const dates = [manifest.signed_at, ...(manifest.dates ?? [])]
    .flatMap((at) => (at === null ? [] : Date.parse(at)))
    .filter(Number.isFinite);
  const older_ms = Math.max(0, ...dates.map((at) => captured - at));
  const older_min = Math.round(older_ms / minute_ms);
  if (older_min > rules.apart_max_min) {
    const words = message("signal.provenance_words.older", { span: spanInWords(older_ms) });
    return found(code, older_min, rules.older, words, { flag: "provenance_older", review: true });
  }
  if (manifest.edited) {
    const words = message("signal.provenance_words.edited");
    return found(code, "edited", rules.edited, words, { flag: "provenance_edited", review: true });
  }
  return found(code, "fits", rules.fits, message("signal.provenance_words.fits"));
});
