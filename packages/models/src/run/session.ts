import { join } from "node:path";
import type { InferenceSession } from "onnxruntime-node";
import { ModelError } from "../errors.ts";
import { readModelFile } from "../folder/model-file.ts";
import type { OpenedModel } from "../folder/open-models.ts";
import type { EvidenceModel } from "../manifest.ts";
import { loadRuntime, type Runtime } from "./runtime.ts";

/** A model in memory. */
export interface Loaded {
  readonly runtime: Runtime;
  readonly session: InferenceSession;
  readonly sha256: string;
}

/** One thread and no arena: what a run took is given back after it. */
const options: InferenceSession.SessionOptions = {
  executionProviders: ["cpu"],
  executionMode: "sequential",
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 4,
};

/** Loads a model. The bytes that are hashed are the bytes that run, whatever happened to the file since it was opened. Throws `ModelError`. */
export async function loadSession({ manifest, folder }: OpenedModel, runtime?: Runtime): Promise<Loaded> {
  const onnx = runtime ?? (await loadRuntime());
  const bytes = await readModelFile(join(folder, "model.onnx"), manifest.sha256);
  const session = await createSession(onnx, bytes);
  try {
    checkShape(session, manifest);
  } catch (error) {
    await session.release();
    throw error;
  }
  return { runtime: onnx, session, sha256: manifest.sha256 };
}

/** A session of our kind over the bytes of a model. Throws `model_unusable`. */
export async function createSession(runtime: Runtime, bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await runtime.InferenceSession.create(bytes, options);
  } catch (error) {
    throw new ModelError("model_unusable", (error as Error).message, { cause: error });
  }
}

function checkShape({ inputMetadata, outputMetadata }: InferenceSession, { input, output }: EvidenceModel): void {
  const taken = inputMetadata[0];
  const given = outputMetadata[0];
  if (inputMetadata.length !== 1 || !taken?.isTensor || taken.type !== "float32")
    throw new ModelError("shape_mismatch", "it must take one tensor of float32");
  if (!fits(taken.shape, inputShape(input)))
    throw new ModelError("shape_mismatch", `it takes [${taken.shape.join(", ")}], the manifest gives [${inputShape(input).join(", ")}]`);
  if (!given?.isTensor || given.type !== "float32") throw new ModelError("shape_mismatch", "its first output must be a tensor of float32");
  const known = given.shape.every((size) => typeof size === "number");
  const size = given.shape.reduce<number>((product, one) => product * (typeof one === "number" ? one : 1), 1);
  if (known && output.index >= size) throw new ModelError("shape_mismatch", `output.index is ${output.index} of ${size} numbers`);
}

/** A dimension with a name, or none, takes any size. */
function fits(shape: readonly (number | string)[], wanted: readonly number[]): boolean {
  return shape.length === wanted.length && shape.every((size, at) => typeof size !== "number" || size === wanted[at]);
}

/** The dimensions of one picture for a model. */
export function inputShape({ width, height, layout }: EvidenceModel["input"]): number[] {
  return layout === "NCHW" ? [1, 3, height, width] : [1, height, width, 3];
}
