import { sampledSide } from "./jarosz.ts";

/** PDQ's quality of a 64 × 64 picture, 0 (nothing to recognise) to 100: the sum of its steps in percent of full scale, by 90. */
export function quality(picture: Float32Array): number {
  let steps = 0;
  for (let y = 0; y < sampledSide; y += 1) {
    for (let x = 0; x < sampledSide; x += 1) {
      const at = y * sampledSide + x;
      if (y + 1 < sampledSide) steps += step(picture[at]!, picture[at + sampledSide]!);
      if (x + 1 < sampledSide) steps += step(picture[at]!, picture[at + 1]!);
    }
  }
  return Math.min(100, Math.trunc(steps / 90));
}

function step(a: number, b: number): number {
  return Math.abs(Math.trunc(((a - b) * 100) / 255));
}
