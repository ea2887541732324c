/** Makes the weights of the double JPEG detector: `node packages/vision/training/double-jpeg.ts`. Takes some minutes. */
import { photographs } from "../../../benchmarks/src/verification/photographs.ts";
import { type DoubleJpegFeature, doubleJpegFeatures } from "../src/forensics/double-jpeg/features.ts";
import { modeHistograms } from "../src/forensics/double-jpeg/histograms.ts";
import { readCoefficients } from "../src/forensics/jpeg/read-coefficients.ts";
import { probabilityOf } from "../src/forensics/logistic.ts";
import { areaUnderRoc } from "./auc.ts";
import { jpegSamples } from "./jpeg-samples.ts";
import { fitLogistic, type Sample } from "./logistic.ts";
import { isHeldOut } from "./sources.ts";
import { writeModel } from "./write-model.ts";

const samples: Array<Sample<DoubleJpegFeature> & { held_out: boolean }> = [];
for (const photograph of await photographs()) {
  for (const { bytes, earlier } of await jpegSamples(photograph)) {
    const { features } = doubleJpegFeatures(modeHistograms(readCoefficients(bytes)));
    samples.push({ features, positive: earlier !== undefined, held_out: isHeldOut(photograph) });
  }
}

const training = samples.filter(({ held_out }) => !held_out);
const model = fitLogistic("double-jpeg-1", training, 1);
await writeModel("double-jpeg", "doubleJpegModel", "DoubleJpegFeature", model);
for (const held_out of [false, true]) {
  const group = samples.filter((sample) => sample.held_out === held_out);
  const scores = group.map(({ features, positive }) => ({ score: probabilityOf(model, features), positive }));
  console.log(`${held_out ? "held out" : "training"}: AUC ${areaUnderRoc(scores).toFixed(4)} of ${group.length}`);
}
