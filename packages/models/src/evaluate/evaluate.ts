import { ModelError } from "../errors.ts";
import type { OpenedModel } from "../folder/open-models.ts";
import { rawScore } from "../run/raw-score.ts";
import { datasetIdOf, type LabelledPicture, labelledPictures } from "./data-set.ts";
import { type FileFormat, formatOf, formatWarning } from "./format.ts";
import { type Measurement, measure } from "./measure.ts";

/** A measurement, and the pictures behind it. */
export interface Evaluation extends Measurement {
  readonly real: number;
  readonly fake: number;
  /** Files that were left out because they are no pictures that can be decoded. */
  readonly unreadable: readonly string[];
  /** Files left out because the same one was there before. */
  readonly repeated: number;
  readonly warnings: readonly string[];
}

interface Scored {
  readonly sha256: string;
  readonly fake: boolean;
  readonly raw: number;
  readonly format: FileFormat;
}

/** Fewer pictures of either kind say too little. */
const eachMin = 50;

/**
 * Runs a model over the pictures in `real/` and `fake/` of a folder, calibrated or not, measures it, and fits what its numbers mean.
 * Writes nothing. Throws `ModelError`.
 */
export async function evaluateModel(model: OpenedModel, folder: string, onPicture: (done: number) => void = () => {}): Promise<Evaluation> {
  const scored = new Map<string, Scored>();
  const unreadable: string[] = [];
  let repeated = 0;
  for await (const picture of labelledPictures(folder)) {
    const before = scored.get(picture.sha256);
    if (before !== undefined && before.fake !== picture.fake)
      throw new ModelError("data_set_invalid", `${picture.path} lies in real/ and in fake/`);
    if (before !== undefined) {
      repeated += 1;
      continue;
    }
    const one = await scorePicture(model, picture);
    if (one === undefined) unreadable.push(picture.path);
    else scored.set(picture.sha256, one);
    onPicture(scored.size + unreadable.length + repeated);
  }
  // The order decides the folds, and must not depend on the files' names.
  const cases = [...scored.values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  const fake = cases.filter((one) => one.fake).length;
  const real = cases.length - fake;
  if (Math.min(real, fake) < eachMin)
    throw new ModelError("data_set_invalid", `${real} real and ${fake} fake pictures, ${eachMin} of each are needed`);
  return { ...measure(cases, datasetIdOf(cases)), real, fake, unreadable, repeated, warnings: formatWarning(cases) };
}

async function scorePicture(model: OpenedModel, { bytes, sha256, fake }: LabelledPicture): Promise<Scored | undefined> {
  try {
    return { sha256, fake, raw: await rawScore(model, bytes), format: formatOf(bytes) };
  } catch (error) {
    if (error instanceof ModelError && error.code === "picture_unreadable") return undefined;
    throw error;
  }
}
