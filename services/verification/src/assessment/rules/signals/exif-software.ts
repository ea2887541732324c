import { message } from "@oneheart/messages";
import { found, notEvaluated, type Rule } from "../finding.ts";

const generators = /midjourney|dall.?e|stable ?diffusion|firefly|comfyui|imagen/i;
const editors = /photoshop|lightroom|gimp|affinity|pixelmator|snapseed|picsart|facetune|canva/i;

/** Which program the EXIF names, as rule sets before the section `software` look at it. Their words and lists never change. */
export const exifSoftware: Rule = ({ exif }, { exif_software: weights, software: newer }) => {
  if (newer !== undefined) return undefined;
  const software = exif?.software;
  if (!software) return notEvaluated("exif_software", message("signal.software.none"));
  if (generators.test(software)) {
    const words = message("signal.software.generator", { program: software });
    return found("exif_software", software, weights.generator, words, { flag: "generated" });
  }
  if (editors.test(software)) {
    const words = message("signal.software.image_editor", { program: software });
    return found("exif_software", software, weights.editor, words, { flag: "edited" });
  }
  return found("exif_software", software, weights.plain, message("signal.software.plain", { program: software }));
};
