import {
  type AgreedFace,
  type FaceBox,
  inPicture,
  oneForEach,
  type RgbImage,
  type View,
  viewPixels,
  viewsOf,
  wholeView,
} from "@oneheart/vision";
import sharp from "sharp";
import { faceModel, type LoadedFaces } from "./face-model.ts";
import { runView } from "./run-view.ts";

/** A way of looking at a picture, and the least score that it believes: many small views see faces where none are. */
interface Pass {
  /** Pixels of the squares that the picture is cut into. */
  readonly side: number | "whole";
  readonly turns: View["turns"];
  readonly scoreMin: number;
}

/** Chosen on 214 pictures of `bench:models`, which is run on others. */
const passes: readonly Pass[] = [
  { side: "whole", turns: 0, scoreMin: 0.3 },
  { side: "whole", turns: 1, scoreMin: 0.7 },
  { side: "whole", turns: 2, scoreMin: 0.7 },
  { side: "whole", turns: 3, scoreMin: 0.7 },
  { side: 640, turns: 0, scoreMin: 0.7 },
  { side: 640, turns: 1, scoreMin: 0.8 },
  { side: 640, turns: 3, scoreMin: 0.8 },
  { side: 320, turns: 0, scoreMin: 0.75 },
  { side: 200, turns: 0, scoreMin: 0.5 },
];
/** Squares overlap by this share, so that no face of that size is cut in all of them. */
const overlap = 0.3;
/** Squares are this share of the picture's longer side: a larger one shows what the whole shows, smaller ones are too many. */
const sideShare = { min: 0.2, max: 0.8 } as const;
/** What fewer boxes agree on is believed only from a score on. */
const agreeingMin = 3;
const aloneMin = 0.8;

/** Every face in a picture that the detector finds, once. Throws `ModelError`. */
export async function findFaces(model: LoadedFaces, picture: RgbImage): Promise<FaceBox[]> {
  const found: FaceBox[] = [];
  const shrunk = new Map<number, RgbImage>();
  for (const { side, turns, scoreMin } of passes) {
    const views = viewsFor(side, turns, picture);
    if (views.length === 0) continue;
    const scale = faceModel.size / views[0]!.side;
    const small = shrunk.get(scale) ?? (await scaled(picture, scale));
    shrunk.set(scale, small);
    for (const view of views) {
      const faces = await runView(model, viewPixels(small, scale, view, faceModel.size), scoreMin);
      found.push(...faces.map((face) => ({ ...inPicture(face, view), score: face.score })));
    }
  }
  return oneForEach(found).filter(isFace);
}

function viewsFor(side: Pass["side"], turns: View["turns"], { width, height }: RgbImage): View[] {
  if (side === "whole") return [wholeView(width, height, turns)];
  const share = side / Math.max(width, height);
  return share > sideShare.min && share < sideShare.max ? viewsOf(width, height, { side, overlap, turns: [turns] }) : [];
}

function isFace({ agreeing, score }: AgreedFace): boolean {
  return agreeing >= agreeingMin || score >= aloneMin;
}

async function scaled({ data, width, height }: RgbImage, scale: number): Promise<RgbImage> {
  const to = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(to.width, to.height, { fit: "fill", kernel: "linear" })
    .raw()
    .toBuffer();
  return { data: small, ...to };
}
