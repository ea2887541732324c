import type { LumaImage } from "../pixels/luma-image.ts";

/** Side of the grid in which structure is compared. */
const side = 32;
/** What is wider than about a quarter of the picture is left out: sky above ground looks alike everywhere. */
const reach = 3;

/** A part of an image: what is cut off at each side, as a share of the side, and how far it is then turned clockwise about its middle. */
export interface View {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly degrees: number;
}

export const wholeView: View = { left: 0, right: 0, top: 0, bottom: 0, degrees: 0 };

/** Fine structure of a part of an image, row by row: brightness less that of its surroundings, as a vector of length 1 (or all zeros). */
export function structure(image: LumaImage, view: View = wholeView): Float32Array {
  return normalised(sharpened(gridOf(image, view)));
}

/** Correlation of two structures, -1 to 1. */
export function correlation(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
}

/** Bilinear samples at the middles of the cells; beyond the image, of its edge. */
function gridOf(image: LumaImage, { left, right, top, bottom, degrees }: View): Float32Array {
  const { width, height } = image;
  const grid = new Float32Array(side * side);
  const [across, down] = [(1 - left - right) * width, (1 - top - bottom) * height];
  const [middleX, middleY] = [left * width + across / 2 - 0.5, top * height + down / 2 - 0.5];
  const angle = (degrees * Math.PI) / 180;
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  for (let row = 0, at = 0; row < side; row += 1) {
    const y = ((row + 0.5) / side - 0.5) * down;
    for (let column = 0; column < side; column += 1, at += 1) {
      const x = ((column + 0.5) / side - 0.5) * across;
      grid[at] = bilinear(image, clamp(middleX + cosine * x + sine * y, width - 1), clamp(middleY - sine * x + cosine * y, height - 1));
    }
  }
  return grid;
}

function bilinear({ data, width, height }: LumaImage, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const from = top * width + left;
  const next = left < width - 1 ? 1 : 0;
  const below = top < height - 1 ? width : 0;
  const upper = data[from]! + (data[from + next]! - data[from]!) * (x - left);
  const lower = data[from + below]! + (data[from + below + next]! - data[from + below]!) * (x - left);
  return upper + (lower - upper) * (y - top);
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

/** Each cell less the mean of the cells around it. */
function sharpened(grid: Float32Array): Float32Array {
  const rows = boxed(grid, 1, side);
  const means = boxed(rows, side, 1);
  return grid.map((value, at) => value - means[at]!);
}

/** Means over up to `2 * reach + 1` cells along lines whose cells are `step` apart; the lines are `stride` apart. */
function boxed(cells: Float32Array, step: number, stride: number): Float32Array {
  const out = new Float32Array(cells.length);
  for (let line = 0; line < side; line += 1) {
    const start = line * stride;
    for (let at = 0; at < side; at += 1) {
      const [first, last] = [Math.max(0, at - reach), Math.min(side - 1, at + reach)];
      let sum = 0;
      for (let near = first; near <= last; near += 1) sum += cells[start + near * step]!;
      out[start + at * step] = sum / (last - first + 1);
    }
  }
  return out;
}

function normalised(cells: Float32Array): Float32Array {
  const length = Math.sqrt(correlation(cells, cells));
  return length === 0 ? cells : cells.map((value) => value / length);
}
