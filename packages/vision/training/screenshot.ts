/**
 * Makes the weights of the screenshot detector: `node packages/vision/training/screenshot.ts`. Needs Debian's chromium, which
 * draws a part of the screens; takes some minutes.
 */
import { photographs } from "../../../benchmarks/src/verification/photographs.ts";
import { probabilityOf } from "../src/forensics/logistic.ts";
import { type ScreenshotFeature, screenshotFeatures } from "../src/forensics/screenshot/features.ts";
import { readRgb } from "../src/pixels/read-rgb.ts";
import { areaUnderRoc } from "./auc.ts";
import { fitLogistic, type Sample } from "./logistic.ts";
import { held_out_templates } from "./screens/held-out-templates.ts";
import { manualScreens } from "./screens/manual-screens.ts";
import { renderWith, startBrowser } from "./screens/render-with-browser.ts";
import { photographSamples, pictureSamples, renderWithSharp, type ScreenSample, screenSamples } from "./screens/screen-samples.ts";
import { training_templates } from "./screens/templates.ts";
import { isHeldOut } from "./sources.ts";
import { writeModel } from "./write-model.ts";

type Labelled = Sample<ScreenshotFeature> & { kind: string; held_out: boolean };

const pixels_max = 100_000_000;
/** The best of 0.3 to 100 when whole templates and pictures of the training set are left out in turn. */
const penalty = 10;
const samples: Labelled[] = [];

async function add(found: AsyncIterable<ScreenSample>, positive: boolean, held_out: boolean, prefix = ""): Promise<void> {
  for await (const { bytes, kind } of found) {
    const features = screenshotFeatures(await readRgb(bytes, undefined, pixels_max));
    samples.push({ features, positive, held_out, kind: prefix + kind });
  }
}

const photos = await photographs();
for (const photo of photos) await add(photographSamples(photo), false, isHeldOut(photo));
for (const screen of await manualScreens(120)) await add(pictureSamples("manual", screen), true, isHeldOut(screen));
const browser = await startBrowser();
try {
  for (const held_out of [false, true]) {
    const sources = photos.filter((photo) => isHeldOut(photo) === held_out);
    const templates = held_out ? held_out_templates : training_templates;
    await add(screenSamples(templates, sources, 8, renderWithSharp), true, held_out);
    await add(screenSamples(templates, sources, 4, renderWith(browser)), true, held_out, "browser ");
  }
} finally {
  await browser.close();
}

const model = fitLogistic(
  "screenshot-1",
  samples.filter(({ held_out }) => !held_out),
  penalty,
);
await writeModel("screenshot", "screenshotModel", "ScreenshotFeature", model);

for (const held_out of [false, true]) {
  const scored = samples
    .filter((sample) => sample.held_out === held_out)
    .map(({ features, positive, kind }) => ({ score: probabilityOf(model, features), positive, kind }));
  console.log(`${held_out ? "held out" : "training"}: AUC ${areaUnderRoc(scored).toFixed(4)} of ${scored.length}`);
  for (const [kind, of] of Map.groupBy(scored, (sample) => sample.kind)) {
    const missed = of.filter(({ score, positive }) => score >= 0.5 !== positive).length;
    console.log(`  ${kind}: ${missed} of ${of.length} on the wrong side of 0.5`);
  }
}
