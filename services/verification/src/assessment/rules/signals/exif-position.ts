import { message } from "@oneheart/messages";
import { greatCircle_m } from "@oneheart/trust";
import { found, notEvaluated, type Rule } from "../finding.ts";
import { distanceInWords } from "../words.ts";
import { isSignedCapture } from "./provenance.ts";

const code = "exif_position";

/** Whether the position inside the file agrees with the one that was sent. Phones leave it out unless told otherwise. */
export const exifPosition: Rule = (facts, { exif_position: rules }) => {
  const { proof, exif, media } = facts;
  if (!exif?.position) {
    if (rules.absent === undefined || isSignedCapture(facts)) return notEvaluated(code, message("signal.exif_position.none"));
    return found(code, "absent", rules.absent, message("signal.exif_position.absent", { kind: media.kind }));
  }
  const apart_m = Math.round(greatCircle_m(proof, exif.position));
  if (apart_m <= rules.near_max_m + Math.min(proof.accuracy_m ?? 0, rules.near_max_m))
    return found(code, apart_m, rules.near, message("signal.exif_position.near"));
  const words = message("signal.exif_position.apart", { distance: distanceInWords(apart_m) });
  if (apart_m <= rules.apart_max_m) return found(code, apart_m, rules.apart, words, { flag: "exif_position_apart" });
  return found(code, apart_m, rules.far, words, { flag: "exif_position_mismatch" });
};
