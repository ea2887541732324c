import { type Cut, type FaceBox, inPicture, oneForEach, type RgbImage, type View, viewPixels, viewsOf, wholeView } from "@oneheart/vision";
import sharp from "sharp";
import { faceModel, type LoadedFaces } from "./face-model.ts";
import { runView } from "./run-view.ts";

/** How a picture is looked at: as a whole, and in squares in which smaller faces are large enough for the detector. */
export interface Looking {
  readonly wholeTurns: readonly View["turns"][];
  readonly cuts: readonly Cut[];
  readonly scoreMin: number;
}

const usual: Looking = {
  wholeTurns: [0, 1, 2, 3],
  cuts: [
    { side: 640, overlap: 0.3, turns: [0, 1, 3] },
    { side: 320, overlap: 0.3, turns: [0] },
  ],
  scoreMin: 0.5,
};

/** Every face in a picture that the detector finds, once. Throws `ModelError`. */
export async function findFaces(
  model: LoadedFaces,
  picture: RgbImage,
  { wholeTurns, cuts, scoreMin }: Looking = usual,
): Promise<FaceBox[]> {
  const { width, height } = picture;
  const found: FaceBox[] = [];
  const look = async (views: readonly View[]) => {
    const scale = faceModel.size / views[0]!.side;
    const small = await scaled(picture, scale);
    for (const view of views) {
      const faces = await runView(model, viewPixels(small, scale, view, faceModel.size), scoreMin);
      found.push(...faces.map((face) => ({ ...inPicture(face, view), score: face.score })));
    }
  };
  await look(wholeTurns.map((turns) => wholeView(width, height, turns)));
  // In a picture that is hardly larger, a cut shows what the whole shows.
  for (const cut of cuts) if (cut.side < Math.max(width, height) * 0.8) await look(viewsOf(width, height, cut));
  return oneForEach(found);
}

async function scaled({ data, width, height }: RgbImage, scale: number): Promise<RgbImage> {
  const to = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(to.width, to.height, { fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  return { data: small, ...to };
}
