import { greatCircle_m } from "@oneheart/trust";
import { found, notEvaluated, type Rule } from "../finding.ts";
import { distanceInWords } from "../words.ts";

/** Whether the position inside the file agrees with the one that was sent. Many apps remove it, so its absence says nothing. */
export const exifPosition: Rule = ({ proof, exif }, { exif_position: rules }) => {
  if (!exif?.position) return notEvaluated("exif_position", "The file holds no position; many phones and apps leave it out.");
  const apart_m = Math.round(greatCircle_m(proof, exif.position));
  if (apart_m <= rules.near_max_m + Math.min(proof.accuracy_m ?? 0, rules.near_max_m))
    return found("exif_position", apart_m, rules.near, "The position inside the file agrees with the one you sent.");
  const words = `The position inside the file is ${distanceInWords(apart_m)} away from the one you sent.`;
  if (apart_m <= rules.apart_max_m) return found("exif_position", apart_m, rules.apart, words, { flag: "exif_position_apart" });
  return found("exif_position", apart_m, rules.far, words, { flag: "exif_position_mismatch" });
};
