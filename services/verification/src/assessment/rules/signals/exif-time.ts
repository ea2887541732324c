import { message } from "@oneheart/messages";
import type { Facts } from "../facts.ts";
import { found, notEvaluated, type Rule } from "../finding.ts";
import { spanInWords } from "../words.ts";
import { isSignedCapture } from "./provenance.ts";

const code = "exif_time";
const minute_ms = 60_000;

/**
 * Whether a time inside the file agrees with the one that was sent. Camera clocks are often wrong, so the nearest of the
 * times in the file counts, and a disagreement is weighed but never rejects.
 */
export const exifTime: Rule = (facts, { exif_time: rules, time_window: { clock } }) => {
  const { proof, exif, media } = facts;
  const moments = (exif?.moments ?? []).map(({ at }) => Date.parse(at));
  if (moments.length === 0) {
    if (rules.absent === undefined || isSignedCapture(facts)) return notEvaluated(code, message("signal.exif_time.none"));
    const words = message("signal.exif_time.absent", { kind: media.kind });
    return found(code, "absent", rules.absent, words, { flag: "exif_time_absent" });
  }
  const captured = capturedBy(proof, clock?.max_min ?? 0);
  const apart_ms = Math.min(...moments.flatMap((moment) => captured.map((at) => Math.abs(moment - at))));
  const apart_min = Math.round(apart_ms / minute_ms);
  if (apart_min <= rules.near_max_min) return found(code, apart_min, rules.near, message("signal.exif_time.near"));
  const words = message("signal.exif_time.apart", { span: spanInWords(apart_ms) });
  if (apart_min <= rules.apart_max_min) return found(code, apart_min, rules.apart, words, { flag: "exif_time_apart" });
  return found(code, apart_min, rules.far, words, { flag: "exif_time_mismatch" });
};

/** The capture by the server's clock, and by the device's: its camera goes by the same one. Not by one that is off by more than clocks are. */
function capturedBy({ captured_at, clock_skew_ms = 0 }: Facts["proof"], skew_max_min: number): number[] {
  const at = Date.parse(captured_at);
  const isUsable = clock_skew_ms !== 0 && Math.abs(clock_skew_ms) <= skew_max_min * minute_ms;
  return isUsable ? [at, at + clock_skew_ms] : [at];
}
