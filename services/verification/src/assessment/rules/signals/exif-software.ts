import { found, notEvaluated, type Rule } from "../finding.ts";

const generators = /midjourney|dall.?e|stable ?diffusion|firefly|comfyui|imagen/i;
const editors = /photoshop|lightroom|gimp|affinity|pixelmator|snapseed|picsart|facetune|canva/i;

/** Which program the EXIF names, as rule sets before the section `software` look at it. Their words and lists never change. */
export const exifSoftware: Rule = ({ exif }, { exif_software: weights, software: newer }) => {
  if (newer !== undefined) return undefined;
  const software = exif?.software;
  if (!software) return notEvaluated("exif_software", "The file does not say which program wrote it.");
  if (generators.test(software)) {
    const words = `The file says that it was made by an image generator (${software}).`;
    return found("exif_software", software, weights.generator, words, { flag: "generated" });
  }
  if (editors.test(software)) {
    const words = `The file says that it was saved by an image editor (${software}).`;
    return found("exif_software", software, weights.editor, words, { flag: "edited" });
  }
  return found("exif_software", software, weights.plain, `The file was written by ${software}.`);
};
