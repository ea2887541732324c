import { message } from "@oneheart/messages";
import type { ExifFacts } from "../facts.ts";
import { found, notEvaluated, ruleOf } from "../finding.ts";

/** The code of what it replaces, so that a score fitted to labels still knows it. */
const code = "exif_software";

/** Names of products: "imagen" alone is Spanish for picture, Imagenomic is a plug-in, and Firefly also makes cameras. */
const generators =
  /\b(midjourney|dall.?e|stable ?diffusion|automatic1111|adobe firefly|comfyui|invokeai|google imagen|imagen [2-9]|openai|chatgpt)\b/i;
const editors =
  /\b(photoshop|lightroom|gimp|affinity|pixelmator|snapseed|picsart|facetune|canva|imagenomic|darktable|rawtherapee|capture one|luminar|paint\.net|krita|photopea|polarr|vsco|meitu|acdsee|paintshop|photoscape|fotor|topaz|imagemagick|premiere|after effects|final cut|davinci|capcut|inshot|imovie|kinemaster|filmora|handbrake)\b/i;

/**
 * Which programs the file says it went through. Editing has honest uses, but whoever edits a file can write into it what they
 * like: what else it says then proves nothing, so a person looks.
 */
export const software = ruleOf("software", ({ exif }, weights) => {
  const named = programsOf(exif);
  const generator = named.find((name) => generators.test(name));
  if (generator !== undefined) {
    const words = message("signal.software.generator", { program: short(generator) });
    return found(code, generator, weights.generator, words, { flag: "generated" });
  }
  const editor = named.find((name) => editors.test(name));
  if (editor !== undefined) {
    const words = message("signal.software.editor", { program: short(editor) });
    return found(code, editor, weights.editor, words, { flag: "edited", review: true });
  }
  if (named[0] === undefined) return notEvaluated(code, message("signal.software.none"));
  return found(code, named[0], weights.plain, message("signal.software.plain", { program: short(named[0]) }));
});

function programsOf(exif: ExifFacts | null): string[] {
  return [exif?.software ?? [], exif?.programs ?? []].flat();
}

/** Fits into a sentence. */
function short(name: string): string {
  return name.length <= 60 ? name : `${name.slice(0, 59)}…`;
}
