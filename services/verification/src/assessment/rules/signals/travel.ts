import { message } from "@oneheart/messages";
import { legBetween } from "@oneheart/trust";
import type { CaptureFacts } from "../facts.ts";
import { found, notEvaluated, ruleOf } from "../finding.ts";
import { distanceInWords, spanInWords } from "../words.ts";

const code = "travel";

/** Whether the player can have been at this capture and at those next before and after it. Clocks and positions err, so it never rejects. */
export const travel = ruleOf(code, ({ proof, captures }, { possible, impossible, ...settings }) => {
  if (captures === undefined) return notEvaluated(code, message("signal.travel.not_looked"));
  if (captures.length === 0) return notEvaluated(code, message("signal.travel.no_other"));
  const here = captureOf(proof);
  const worst = captures
    .map((other) => legBetween(here, captureOf(other), settings))
    .filter((leg) => leg.impossible)
    .sort((a, b) => b.needed_s - b.elapsed_s - (a.needed_s - a.elapsed_s))[0];
  if (worst === undefined) return found(code, "possible", possible, message("signal.travel.possible"));
  const apart = { distance: distanceInWords(worst.distance_m), span: spanInWords(worst.elapsed_s * 1000) };
  const words = message("signal.travel.impossible", apart);
  return found(code, Math.round(worst.speed_kmh), impossible, words, { flag: "impossible_travel", review: true });
});

function captureOf({ lat, lng, captured_at, accuracy_m }: CaptureFacts) {
  return { lat, lng, at_ms: Date.parse(captured_at), accuracy_m };
}
