import { z } from "zod";

/** What a model may be asked. `toxicity` is about text: a slot without anything that could run in it. */
export const modelTasks = ["synthetic", "splice", "recapture", "nsfw", "toxicity"] as const;
export type ModelTask = (typeof modelTasks)[number];

const share = z.number().min(0).max(1);
const threeOf = (value: z.ZodNumber) => z.tuple([value, value, value]);
const side = z.int().min(8).max(1024);
const ascending = (values: number[]) => values.every((value, at) => at === 0 || value > values[at - 1]!);
const neverFalling = (values: number[]) => values.every((value, at) => at === 0 || value >= values[at - 1]!);

const platt = z.strictObject({ slope: z.number().positive(), intercept: z.number() });
const isotonic = z
  .strictObject({ x: z.array(z.number()).min(2).max(10_000).refine(ascending), y: z.array(share).min(2).max(10_000).refine(neverFalling) })
  .refine(({ x, y }) => x.length === y.length, "x and y differ in length");

const looked = {
  /** `sha256:` over the sorted hashes of the pictures and their labels: which pictures it was measured on. */
  datasetId: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** How many pictures, of both kinds together. */
  n: z.int().min(100),
  /** By threshold on the calibrated probability: the share of real pictures at or above it. */
  fprAt: z.record(z.string().regex(/^0\.\d{1,4}$/), share),
};

const auc = z.number().gt(0.5).max(1);

const calibrationSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("platt"), params: platt, auc, ...looked }),
  z.strictObject({ type: z.literal("isotonic"), params: isotonic, auc, ...looked }),
  /** The model's own probability, where only pictures without the finding could be looked at. */
  z.strictObject({ type: z.literal("as_given"), ...looked }),
]);

const figureByName = z.record(z.string().min(1).max(64), share);

/** What a model is worth on pictures of kinds that it was not fitted to. */
const measuredSchema = z.strictObject({
  auc_strict: share,
  auc_by_generator: figureByName,
  /** The share of the pictures of each generator that it finds, at the threshold of the next figure. */
  found_by_generator: figureByName,
  /** The share of the photographs of each source that it flags, where the others are flagged in 1 of 100 cases. */
  flagged_by_source: figureByName,
});

/** Figures that are shown wherever an answer of the model is. */
export type ModelFigures = z.output<typeof measuredSchema>;

/** What the model's number means, as a probability, and on which pictures that was found. */
export type ModelCalibration = z.output<typeof calibrationSchema>;

/** `model.json`: what a model is, how a picture is put into it, and how its answer is read. */
export const manifestSchema = z.strictObject({
  /** The name of its folder. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "small letters, digits and hyphens"),
  version: z.string().min(1).max(64),
  /** Of model.onnx. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "64 hexadecimal digits"),
  /** Under which terms it may be used: an SPDX identifier, or the name of its terms. */
  licence: z.string().min(1).max(200),
  task: z.enum(modelTasks),
  input: z.strictObject({
    width: side,
    height: side,
    /** Red, green, blue, of values from 0 to 1: (value - mean) / std goes into the model. */
    mean: threeOf(z.number().min(-1).max(1)),
    std: threeOf(z.number().min(0.001).max(10)),
    layout: z.enum(["NCHW", "NHWC"]),
    /** `cover`: shrunk until it just covers, the rest cut off; `fill`: pressed into shape; `centre`: cut out of the middle, unscaled. */
    crop: z.enum(["cover", "fill", "centre"]),
  }),
  /** Which number of the model's first output is read, and whether it is a logit or a probability. */
  output: z.strictObject({ kind: z.enum(["logit", "probability"]), index: z.int().min(0).max(9_999) }),
  calibration: calibrationSchema.optional(),
  measured: measuredSchema.optional(),
  /** How far one model may move the log-odds of an assessment. */
  maxLogOdds: z.number().positive().max(10),
  /** `review`: a person looks when it is high; `info`: it is only shown. No model rejects. */
  action: z.enum(["review", "info"]),
});

/** A manifest. */
export type EvidenceModel = z.output<typeof manifestSchema>;
