import type { RgbImage } from "../../pixels/read-rgb.ts";

const blank_range_max = 6;
const edge_min = 16;
const straightest_share = 0.02;
/** How many of the longest stretches are averaged. */
const runs = 3;

/** Over whole rows and columns: how many are blank, how far straight edges and equal values run, and how even the border is. */
export function lineShares({ width, height }: RgbImage, luma: Uint8Array) {
  const rows = Array.from({ length: height }, (_, y) => lineAt(luma, y * width, 1, width, y > 0 ? -width : 0));
  const columns = Array.from({ length: width }, (_, x) => lineAt(luma, x, width, height, x > 0 ? -1 : 0));
  const blank = (lines: Line[]) => lines.filter((line) => line.blank).length / lines.length;
  const border = [rows[0]!, rows.at(-1)!, columns[0]!, columns.at(-1)!];
  return {
    blank_lines: (blank(rows) + blank(columns)) / 2,
    straight_lines: Math.max(highest(rows, "edge"), highest(columns, "edge")),
    edge_run_across: highest(rows, "edge_run"),
    edge_run_down: highest(columns, "edge_run"),
    equal_run: (median(rows, "equal_run") + median(columns, "equal_run")) / 2,
    border: border.reduce((sum, { even }) => sum + even, 0) / border.length,
  };
}

interface Line {
  blank: boolean;
  /** Share of pixels that differ clearly from the line before. */
  edge: number;
  /** The longest stretch of such pixels, as a share of the line. */
  edge_run: number;
  /** Share of pixels like their neighbour on the line. */
  even: number;
  /** The longest stretch of one value, as a share of the line. */
  equal_run: number;
}

function lineAt(luma: Uint8Array, start: number, step: number, length: number, before: number): Line {
  let least = 255;
  let most = 0;
  let edges = 0;
  let edge_run = 0;
  let edge_run_max = 0;
  let even = 0;
  let equal_run = 0;
  let equal_run_max = 0;
  for (let n = 0; n < length; n++) {
    const at = start + n * step;
    const value = luma[at]!;
    if (value < least) least = value;
    if (value > most) most = value;
    const edge = Math.abs(value - luma[at + before]!) >= edge_min;
    edge_run = edge ? edge_run + 1 : 0;
    if (edge) edges++;
    if (edge_run > edge_run_max) edge_run_max = edge_run;
    const change = n === 0 ? 255 : Math.abs(value - luma[at - step]!);
    equal_run = change === 0 ? equal_run + 1 : 0;
    if (change <= 1) even++;
    if (equal_run > equal_run_max) equal_run_max = equal_run;
  }
  return {
    blank: most - least <= blank_range_max,
    edge: edges / length,
    edge_run: edge_run_max / length,
    even: even / Math.max(1, length - 1),
    equal_run: equal_run_max / length,
  };
}

/** The mean of the highest few. */
function highest(lines: Line[], of: "edge" | "edge_run"): number {
  const values = lines.map((line) => line[of]).toSorted((a, b) => b - a);
  const count = of === "edge" ? Math.max(1, Math.round(lines.length * straightest_share)) : Math.min(runs, lines.length);
  return values.slice(0, count).reduce((sum, value) => sum + value, 0) / count;
}

function median(lines: Line[], of: "equal_run"): number {
  return lines.map((line) => line[of]).toSorted((a, b) => a - b)[lines.length >> 1]!;
}
