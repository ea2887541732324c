import { found, notEvaluated, type Rule } from "../finding.ts";
import { spanInWords } from "../words.ts";

const minute_ms = 60_000;

/**
 * Whether a time inside the file agrees with the one that was sent. Camera clocks are often wrong, so the nearest of the
 * times in the file counts, and a disagreement is weighed but never rejects.
 */
export const exifTime: Rule = ({ proof, exif }, { exif_time: rules }) => {
  const captured = Date.parse(proof.captured_at);
  const apart = (exif?.moments ?? []).map((moment) => Math.abs(Date.parse(moment.at) - captured));
  if (apart.length === 0) return notEvaluated("exif_time", "The file holds no time of capture; many apps leave it out.");
  const apart_ms = Math.min(...apart);
  const apart_min = Math.round(apart_ms / minute_ms);
  if (apart_min <= rules.near_max_min)
    return found("exif_time", apart_min, rules.near, "The time inside the file agrees with the one you sent.");
  const words = `The time inside the file differs by ${spanInWords(apart_ms)} from the one you sent.`;
  if (apart_min <= rules.apart_max_min) return found("exif_time", apart_min, rules.apart, words, { flag: "exif_time_apart" });
  return found("exif_time", apart_min, rules.far, words, { flag: "exif_time_mismatch" });
};
