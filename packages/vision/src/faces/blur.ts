import type { Region } from "../pixels/luma-image.ts";
import type { RgbImage } from "../pixels/read-rgb.ts";

/** What is left of a region: the mean colours of so many cells along its shorter side, however many pixels it had. */
const cellsAcross = 4;
/** And no cell is smaller than this share of the picture's longer side, so that many small regions show no more than a large one. */
const cellShareMin = 1 / 64;

/**
 * A picture whose regions cannot be recognised, and not be made recognisable again: each is replaced by the mean colours of a few cells, with
 * soft borders between them, so nothing else of it is in the result. The picture itself is not changed.
 */
export function blurRegions(picture: RgbImage, regions: readonly Region[]): RgbImage {
  const data = Uint8Array.from(picture.data);
  // The largest comes last: one that lies in it would leave finer cells.
  for (const region of [...regions].sort((a, b) => a.width * a.height - b.width * b.height)) paint(data, picture, region);
  return { ...picture, data };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Three means of each cell. */
  readonly means: Float64Array;
}

function paint(into: Uint8Array, picture: RgbImage, region: Region): void {
  const grid = meansOf(picture, region);
  for (let y = 0; y < region.height; y += 1)
    for (let x = 0; x < region.width; x += 1) {
      const to = ((region.top + y) * picture.width + region.left + x) * 3;
      for (let channel = 0; channel < 3; channel += 1) into[to + channel] = softly(grid, x / region.width, y / region.height, channel);
    }
}

function meansOf({ data, width, height }: RgbImage, region: Region): Grid {
  const cell = Math.max(Math.min(region.width, region.height) / cellsAcross, Math.max(width, height) * cellShareMin);
  const columns = Math.max(1, Math.round(region.width / cell));
  const rows = Math.max(1, Math.round(region.height / cell));
  const means = new Float64Array(columns * rows * 3);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < region.height; y += 1)
    for (let x = 0; x < region.width; x += 1) {
      const at = Math.floor((y * rows) / region.height) * columns + Math.floor((x * columns) / region.width);
      const from = ((region.top + y) * width + region.left + x) * 3;
      counts[at]! += 1;
      for (let channel = 0; channel < 3; channel += 1) means[at * 3 + channel]! += data[from + channel]!;
    }
  return { columns, rows, means: means.map((sum, at) => sum / Math.max(1, counts[Math.floor(at / 3)]!)) };
}

/** The colour at a place, between the middles of the four cells around it. */
function softly({ columns, rows, means }: Grid, x: number, y: number, channel: number): number {
  const atX = Math.min(columns - 1, Math.max(0, x * columns - 0.5));
  const atY = Math.min(rows - 1, Math.max(0, y * rows - 0.5));
  const [left, top] = [Math.floor(atX), Math.floor(atY)];
  const [right, bottom] = [Math.min(columns - 1, left + 1), Math.min(rows - 1, top + 1)];
  const mean = (column: number, row: number) => means[(row * columns + column) * 3 + channel]!;
  const above = mean(left, top) + (mean(right, top) - mean(left, top)) * (atX - left);
  const below = mean(left, bottom) + (mean(right, bottom) - mean(left, bottom)) * (atX - left);
  return Math.round(above + (below - above) * (atY - top));
}
