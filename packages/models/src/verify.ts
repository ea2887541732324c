import sharp from "sharp";
import { ModelError } from "./errors.ts";
import type { OpenedModel } from "./folder/open-models.ts";
import { rawScore } from "./run/raw-score.ts";

/** Loads a model and lets it look at one plain picture. Answers what keeps it from being used; an empty list means nothing does. */
export async function verifyModel(model: OpenedModel): Promise<string[]> {
  const findings: string[] = [];
  try {
    await rawScore(model, await plainPicture(model));
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    findings.push(error.message);
  }
  if (model.manifest.calibration === undefined) findings.push("not calibrated");
  return findings;
}

function plainPicture({ manifest }: OpenedModel): Promise<Uint8Array> {
  const { width, height } = manifest.input;
  return sharp({ create: { width, height, channels: 3, background: "#777" } })
    .png()
    .toBuffer();
}
