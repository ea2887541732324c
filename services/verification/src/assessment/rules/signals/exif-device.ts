import { message } from "@oneheart/messages";
import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "exif_device";

/** Whether the camera is the one that the player usually uses. People change telephones, so it weighs little. */
export const exifDevice = ruleOf(code, ({ exif, cameras }, rules) => {
  const camera = exif?.camera ?? null;
  if (camera === null || cameras === undefined) return notEvaluated(code, message("signal.exif_device.not_named"));
  const usual = cameras.filter(({ count }) => count >= rules.usual_from);
  if (usual.some((known) => known.camera === camera)) return found(code, camera, rules.usual, message("signal.exif_device.usual"));
  if (usual.length === 0) return found(code, camera, rules.first, message("signal.exif_device.first"));
  return found(code, camera, rules.other, message("signal.exif_device.other"), { flag: "exif_device_other" });
});
