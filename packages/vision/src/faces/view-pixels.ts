import type { RgbImage } from "../pixels/read-rgb.ts";
import type { View } from "./views.ts";

/**
 * What the detector sees of a view: `size` by `size` pixels, three numbers each from -1 to 1, in rows. The picture was shrunk by `scale`
 * before, so that a view's side has `size` pixels of it; what lies beyond its edge is black.
 */
export function viewPixels(picture: RgbImage, scale: number, view: View, size: number): Float32Array {
  const pixels = new Float32Array(size * size * 3).fill(-1);
  const left = Math.round(view.left * scale);
  const top = Math.round(view.top * scale);
  const { data, width, height } = picture;
  for (let y = Math.max(0, -top); y < Math.min(size, height - top); y += 1)
    for (let x = Math.max(0, -left); x < Math.min(size, width - left); x += 1) {
      const from = ((y + top) * width + x + left) * 3;
      const to = placeOf(x, y, size, view.turns) * 3;
      for (let channel = 0; channel < 3; channel += 1) pixels[to + channel] = data[from + channel]! / 127.5 - 1;
    }
  return pixels;
}

/** Where a pixel lies after the view was turned clockwise. */
function placeOf(x: number, y: number, size: number, turns: View["turns"]): number {
  const last = size - 1;
  switch (turns) {
    case 0:
      return y * size + x;
    case 1:
      return x * size + last - y;
    case 2:
      return (last - y) * size + last - x;
    case 3:
      return (last - x) * size + y;
  }
}
