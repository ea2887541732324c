import { fullRegion, type LumaImage, type Region } from "../pixels/luma-image.ts";
import { pictureInsideBars } from "../pixels/trim.ts";

/** No side of a sketch is longer. */
const sideMax = 64;

/** Small versions of a picture, by which a likeness is confirmed: the whole first; of a screenshot, the picture inside its bars as well. */
export function sketches(image: LumaImage): [whole: LumaImage, ...LumaImage[]] {
  const inside = pictureInsideBars(image);
  return [sketch(image, fullRegion(image)), ...(inside ? [sketch(image, inside)] : [])];
}

/** Each pixel is the mean of those that it covers. */
function sketch(image: LumaImage, region: Region): LumaImage {
  const scale = Math.min(1, sideMax / Math.max(region.width, region.height));
  const width = Math.max(1, Math.round(region.width * scale));
  const height = Math.max(1, Math.round(region.height * scale));
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    const rows = span(y, height, region.height, region.top);
    for (let x = 0; x < width; x += 1, at += 1) data[at] = mean(image, rows, span(x, width, region.width, region.left));
  }
  return { width, height, data };
}

type Span = readonly [from: number, to: number];

function span(at: number, count: number, length: number, start: number): Span {
  const from = Math.floor((at * length) / count);
  return [start + from, start + Math.max(from + 1, Math.floor(((at + 1) * length) / count))];
}

function mean({ data, width }: LumaImage, [top, bottom]: Span, [left, right]: Span): number {
  let sum = 0;
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += data[y * width + x]!;
  return Math.round(sum / ((bottom - top) * (right - left)));
}
