import type { FaceBox } from "./box.ts";

/** One output of BlazeFace: a score and 16 numbers of each anchor, of which the first four are centre and size in pixels. */
export interface Layer {
  /** Cells a side; each has the same number of anchors. */
  readonly cells: number;
  readonly anchors: number;
  readonly scores: Float32Array;
  readonly boxes: Float32Array;
}

const numbersPerBox = 16;

/** What BlazeFace found in a view of `size` pixels, in shares of its side, from a score on. Anchors lie in the middle of their cells. */
export function decodeFaces(layers: readonly Layer[], size: number, scoreMin: number): FaceBox[] {
  const logitMin = Math.log(scoreMin / (1 - scoreMin));
  return layers.flatMap((layer) => decodeLayer(layer, size, logitMin));
}

function decodeLayer({ cells, anchors, scores, boxes }: Layer, size: number, logitMin: number): FaceBox[] {
  const found: FaceBox[] = [];
  for (let at = 0; at < cells * cells * anchors; at += 1) {
    const logit = scores[at]!;
    // NaN is not above anything either.
    if (!(logit >= logitMin)) continue;
    const cell = Math.floor(at / anchors);
    const [x, y, width, height] = boxes.subarray(at * numbersPerBox, at * numbersPerBox + 4) as unknown as [number, number, number, number];
    const centreX = ((cell % cells) + 0.5) / cells + x / size;
    const centreY = (Math.floor(cell / cells) + 0.5) / cells + y / size;
    found.push({
      left: centreX - width / size / 2,
      top: centreY - height / size / 2,
      width: width / size,
      height: height / size,
      score: 1 / (1 + Math.exp(-logit)),
    });
  }
  return found.filter(({ width, height }) => width > 0 && height > 0);
}
