import type { FaceBox, RgbImage } from "@oneheart/vision";
import { type LoadedFaces, loadFaces } from "./face-model.ts";
import { findFaces } from "./find-faces.ts";

/** The one detector that this process holds: a worker process has nothing else to do with it. */
let held: { path: string | undefined; loading: Promise<LoadedFaces> } | undefined;

/** Every face in a picture, by the detector in its package or in another file; loaded when it is first asked. Throws `ModelError`. */
export async function facesIn(picture: RgbImage, path?: string): Promise<FaceBox[]> {
  if (held === undefined || held.path !== path) held = { path, loading: loadFaces(path) };
  const { loading } = held;
  try {
    return await findFaces(await loading, picture);
  } catch (error) {
    held = undefined;
    throw error;
  }
}
