import { ModelError } from "../errors.ts";
import type { EvidenceModel } from "../manifest.ts";
import { preprocess } from "./preprocess.ts";
import { loadRuntime } from "./runtime.ts";
import { createSession, inputShape } from "./session.ts";

/** A model that gives an embedding, in memory. */
export interface Encoder {
  /** The embedding of a picture, made of length 1. Throws `ModelError`. */
  embed(bytes: Uint8Array): Promise<number[]>;
  release(): Promise<void>;
}

/** Loads the bytes of an encoder. Throws `ModelError`. */
export async function openEncoder(bytes: Uint8Array, input: EvidenceModel["input"]): Promise<Encoder> {
  const runtime = await loadRuntime();
  const session = await createSession(runtime, bytes);
  const [from, to] = [session.inputNames[0]!, session.outputNames[0]!];
  return {
    async embed(picture) {
      const numbers = new runtime.Tensor("float32", await preprocess(picture, input), inputShape(input));
      const { data } = (await session.run({ [from]: numbers }, [to]))[to]!;
      if (!(data instanceof Float32Array)) throw new ModelError("output_invalid", "it is no tensor of float32");
      const length = Math.hypot(...data);
      if (!(length > 0)) throw new ModelError("output_invalid", "an embedding without length");
      return Array.from(data, (value) => value / length);
    },
    release: () => session.release(),
  };
}
