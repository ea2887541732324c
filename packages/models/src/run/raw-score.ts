import type { Tensor } from "onnxruntime-node";
import { ModelError } from "../errors.ts";
import type { OpenedModel } from "../folder/open-models.ts";
import { preprocess } from "./preprocess.ts";
import { inputShape, type Loaded, loadSession } from "./session.ts";

const outputsMax = 10_000;
/** The logit of the closest that a float32 probability of a model is taken to 0 or 1. */
const logitMax = Math.log((1 - 1e-6) / 1e-6);

/** The one model that this process holds. Another one takes its place: each model that is used often has a process of its own. */
let held: { folder: string; sha256: string; loading: Promise<Loaded> } | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** What a model says of a picture, uncalibrated, as a logit. One run at a time; the model is loaded when it is first asked. Throws `ModelError`. */
export function rawScore(model: OpenedModel, bytes: Uint8Array): Promise<number> {
  const score = turn.then(() => rawScoreNow(model, bytes));
  turn = score.catch(() => undefined);
  return score;
}

/** Gives back the memory of the model that is held. */
export async function releaseModel(): Promise<void> {
  const released = turn.then(release);
  turn = released;
  await released;
}

async function rawScoreNow(model: OpenedModel, bytes: Uint8Array): Promise<number> {
  const loaded = await hold(model);
  const { input, output } = model.manifest;
  const numbers = await preprocess(bytes, input);
  return logitOf(await run(loaded, numbers, inputShape(input), output.index), output.kind);
}

async function hold(model: OpenedModel): Promise<Loaded> {
  const { folder, manifest } = model;
  if (held?.folder !== folder || held.sha256 !== manifest.sha256) {
    await release();
    held = { folder, sha256: manifest.sha256, loading: loadSession(model) };
  }
  try {
    return await held.loading;
  } catch (error) {
    held = undefined;
    throw error;
  }
}

async function release(): Promise<void> {
  const old = held;
  held = undefined;
  await (await old?.loading.catch(() => undefined))?.session.release();
}

async function run({ runtime, session }: Loaded, numbers: Float32Array, shape: number[], index: number): Promise<number> {
  let output: Tensor | undefined;
  try {
    const answer = await session.run({ [session.inputNames[0]!]: new runtime.Tensor("float32", numbers, shape) }, [
      session.outputNames[0]!,
    ]);
    output = answer[session.outputNames[0]!];
  } catch (error) {
    throw new ModelError("run_failed", (error as Error).message, { cause: error });
  }
  const data = output?.data;
  if (!(data instanceof Float32Array) || data.length > outputsMax)
    throw new ModelError("output_invalid", "it is no small tensor of float32");
  const value = data[index];
  if (value === undefined) throw new ModelError("shape_mismatch", `output.index is ${index} of ${data.length} numbers`);
  if (!Number.isFinite(value)) throw new ModelError("output_invalid", String(value));
  return value;
}

function logitOf(value: number, kind: "logit" | "probability"): number {
  if (kind === "logit") return value;
  if (value < -1e-4 || value > 1.0001) throw new ModelError("output_invalid", `${value} is no probability`);
  if (value <= 0 || value >= 1) return value <= 0 ? -logitMax : logitMax;
  return Math.max(-logitMax, Math.min(logitMax, Math.log(value / (1 - value))));
}
