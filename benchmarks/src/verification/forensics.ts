/** How well screenshots and double JPEGs are told, on photographs and templates that nothing was trained on. */
import { detectDoubleJpeg, detectScreenshot } from "@oneheart/vision";
import { areaUnderRoc } from "../../../packages/vision/training/auc.ts";
import { jpegSamples } from "../../../packages/vision/training/jpeg-samples.ts";
import { held_out_templates } from "../../../packages/vision/training/screens/held-out-templates.ts";
import { manualScreens } from "../../../packages/vision/training/screens/manual-screens.ts";
import {
  photographSamples,
  pictureSamples,
  renderWithSharp,
  type ScreenSample,
  screenSamples,
} from "../../../packages/vision/training/screens/screen-samples.ts";
import { isHeldOut } from "../../../packages/vision/training/sources.ts";
import { rounded } from "../report.ts";
import { photographs } from "./photographs.ts";

/** Areas under the ROC curve, and of how many pictures. Those by kind are against all of the other class. */
export interface ForensicsFigures {
  screenshot_auc: number;
  screenshot_n: number;
  screenshot_by_kind: Record<string, number>;
  double_jpeg_auc: number;
  double_jpeg_n: number;
  double_jpeg_by_kind: Record<string, number>;
  /** Share of single JPEGs and of photographs that get a probability of 0.9 or more. */
  screenshot_false_positive_rate: number;
  double_jpeg_false_positive_rate: number;
}

interface Scored {
  score: number;
  positive: boolean;
  kinds: string[];
}

const flagged_from = 0.9;

/** Measures both detectors on held-out pictures. Downloads them on the first call. */
export async function measureForensics(): Promise<ForensicsFigures> {
  const sources = (await photographs()).filter(isHeldOut);
  const screens = await scoredScreens(sources);
  const jpegs = await scoredJpegs(sources);
  return {
    screenshot_auc: rounded(areaUnderRoc(screens), 4),
    screenshot_n: screens.length,
    screenshot_by_kind: byKind(screens),
    screenshot_false_positive_rate: falsePositives(screens),
    double_jpeg_auc: rounded(areaUnderRoc(jpegs), 4),
    double_jpeg_n: jpegs.length,
    double_jpeg_by_kind: byKind(jpegs),
    double_jpeg_false_positive_rate: falsePositives(jpegs),
  };
}

async function scoredScreens(sources: Awaited<ReturnType<typeof photographs>>): Promise<Scored[]> {
  const scored: Scored[] = [];
  const add = async (samples: AsyncIterable<ScreenSample>, positive: boolean) => {
    for await (const { bytes, kind, treatment } of samples) {
      const { probability } = await detectScreenshot(bytes);
      scored.push({ score: probability ?? 0, positive, kinds: positive ? [kind, treatment] : [] });
    }
  };
  for (const source of sources) await add(photographSamples(source), false);
  for (const screen of (await manualScreens(120)).filter(isHeldOut)) await add(pictureSamples("manual", screen), true);
  await add(screenSamples(held_out_templates, sources, 8, renderWithSharp), true);
  return scored;
}

async function scoredJpegs(sources: Awaited<ReturnType<typeof photographs>>): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const source of sources) {
    for (const { bytes, quality, earlier } of await jpegSamples(source)) {
      const kinds = earlier === undefined ? [] : [earlier < quality ? "lower_quality_first" : "higher_quality_first"];
      scored.push({ score: detectDoubleJpeg(bytes).probability ?? 0, positive: earlier !== undefined, kinds });
    }
  }
  return scored;
}

function byKind(scored: Scored[]): Record<string, number> {
  const negatives = scored.filter(({ positive }) => !positive);
  const kinds = new Set(scored.flatMap((sample) => sample.kinds));
  return Object.fromEntries(
    [...kinds].map((kind) => [kind, rounded(areaUnderRoc([...negatives, ...scored.filter((sample) => sample.kinds.includes(kind))]), 4)]),
  );
}

function falsePositives(scored: Scored[]): number {
  const negatives = scored.filter(({ positive }) => !positive);
  return rounded(negatives.filter(({ score }) => score >= flagged_from).length / negatives.length, 4);
}

if (import.meta.main) console.log(await measureForensics());
