import type { RgbImage } from "../../pixels/read-rgb.ts";

/** All 24 bits of a colour are counted by a hash of this length; a collision changes little. */
const exact_bits = 18;
const top_count = 8;

/** How many colours there are (five bits a channel), how much the commonest cover, and how grey, vivid, white and black it is. */
export function colourShares({ data, width, height }: RgbImage) {
  const counts = new Uint32Array(32768);
  const exact = new Uint32Array(1 << exact_bits);
  let exact_most = 0;
  let extremes = 0;
  let grey = 0;
  let saturation = 0;
  for (let n = 0; n < data.length; n += 3) {
    const red = data[n]!;
    const green = data[n + 1]!;
    const blue = data[n + 2]!;
    counts[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)]!++;
    const same = ++exact[Math.imul((red << 16) | (green << 8) | blue, 0x9e3779b1) >>> (32 - exact_bits)]!;
    if (same > exact_most) exact_most = same;
    const most = Math.max(red, green, blue);
    const least = Math.min(red, green, blue);
    if (least >= 250 || most <= 5) extremes++;
    if (most - least <= 6) grey++;
    saturation += most === 0 ? 0 : (most - least) / most;
  }
  const pixels = width * height;
  const present = counts.filter((count) => count > 0);
  const commonest = commonestOf(present);
  const covered = (colours: number) => commonest.slice(0, colours).reduce((sum, count) => sum + count, 0) / pixels;
  return {
    distinct_colours: Math.log(present.length / Math.sqrt(pixels)),
    top_colour: covered(1),
    top_colours: covered(top_count),
    top_exact: exact_most / pixels,
    extremes: extremes / pixels,
    grey: grey / pixels,
    saturation: saturation / pixels,
  };
}

/** The greatest few counts, the greatest first. */
function commonestOf(counts: Uint32Array): number[] {
  const top = new Array<number>(top_count).fill(0);
  for (const count of counts) {
    let at = top_count;
    while (at > 0 && count > top[at - 1]!) at--;
    if (at === top_count) continue;
    top.splice(at, 0, count);
    top.pop();
  }
  return top;
}
