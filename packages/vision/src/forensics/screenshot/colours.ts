import type { RgbImage } from "../../pixels/read-rgb.ts";

/** All 24 bits of a colour are counted by a hash of this length; a collision changes little. */
const exact_bits = 18;

/** How many colours there are (five bits a channel), how much the commonest cover, and how grey, vivid, white and black it is. */
export function colourShares({ data, width, height }: RgbImage) {
  const counts = new Uint32Array(32768);
  const exact = new Uint32Array(1 << exact_bits);
  let extremes = 0;
  let grey = 0;
  let saturation = 0;
  for (let n = 0; n < data.length; n += 3) {
    const red = data[n]!;
    const green = data[n + 1]!;
    const blue = data[n + 2]!;
    counts[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)]!++;
    exact[Math.imul((red << 16) | (green << 8) | blue, 0x9e3779b1) >>> (32 - exact_bits)]!++;
    const most = Math.max(red, green, blue);
    const least = Math.min(red, green, blue);
    if (least >= 250 || most <= 5) extremes++;
    if (most - least <= 6) grey++;
    saturation += most === 0 ? 0 : (most - least) / most;
  }
  const pixels = width * height;
  const commonest = counts.toSorted().reverse();
  const covered = (colours: number) => commonest.subarray(0, colours).reduce((sum, count) => sum + count, 0) / pixels;
  const distinct = commonest.indexOf(0);
  return {
    distinct_colours: Math.log((distinct < 0 ? counts.length : distinct) / Math.sqrt(pixels)),
    top_colour: covered(1),
    top_colours: covered(8),
    top_exact: exact.reduce((most, count) => Math.max(most, count), 0) / pixels,
    extremes: extremes / pixels,
    grey: grey / pixels,
    saturation: saturation / pixels,
  };
}
