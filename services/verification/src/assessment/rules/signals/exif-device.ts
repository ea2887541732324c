import { found, notEvaluated, ruleOf } from "../finding.ts";

const code = "exif_device";

/** Whether the camera is the one that the player usually uses. People change telephones, so it weighs little. */
export const exifDevice = ruleOf(code, ({ exif, cameras }, rules) => {
  const camera = exif?.camera ?? null;
  if (camera === null || cameras === undefined) return notEvaluated(code, "The file does not say which camera took it.");
  const usual = cameras.filter(({ count }) => count >= rules.usual_from);
  if (usual.some((known) => known.camera === camera))
    return found(code, camera, rules.usual, "The file is from the camera that you usually use.");
  if (usual.length === 0) return found(code, camera, rules.first, "You have no camera yet that you usually use.");
  return found(code, camera, rules.other, "The file is from another camera than you usually use.", { flag: "exif_device_other" });
});
