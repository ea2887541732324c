import { decodeFaces, type FaceBox, type Layer } from "@oneheart/vision";
import { ModelError } from "../errors.ts";
import { faceModel, type LoadedFaces } from "./face-model.ts";

/** What the detector finds in one view, in shares of its side. Throws `ModelError`. */
export async function runView({ runtime, session }: LoadedFaces, pixels: Float32Array, scoreMin: number): Promise<FaceBox[]> {
  const { size } = faceModel;
  try {
    const input = new runtime.Tensor("float32", pixels, [1, size, size, 3]);
    const answer = await session.run({ [session.inputNames[0]!]: input });
    const given = Object.values(answer).map(({ data }) => data);
    return decodeFaces(layersOf(given), size, scoreMin);
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError("run_failed", (error as Error).message, { cause: error });
  }
}

/** The outputs by their sizes: a model that gives others, or numbers that are none, has not looked at the picture. */
function layersOf(given: readonly unknown[]): Layer[] {
  return faceModel.layers.map(({ cells, anchors }) => {
    const count = cells * cells * anchors;
    const scores = given.find((data) => data instanceof Float32Array && data.length === count) as Float32Array | undefined;
    const boxes = given.find((data) => data instanceof Float32Array && data.length === count * 16) as Float32Array | undefined;
    if (scores === undefined || boxes === undefined) throw new ModelError("shape_mismatch", "it is no BlazeFace");
    if (!scores.every(Number.isFinite)) throw new ModelError("output_invalid", "a score is no number");
    return { cells, anchors, scores, boxes };
  });
}
