import { fullRegion, type LumaImage, type Region } from "./luma-image.ts";

/** A bar is drawn, not photographed: its brightness hardly varies, also after JPEG. */
const tolerance = 5;
/** So much of a line in the bar's brightness makes it a line of the bar: clock, battery and buttons may stand in the rest. */
const withFurniture = 0.8;
const bare = 0.98;
/** A shorter stretch of other lines is furniture of the screen, not a picture. */
const stretchMin = 0.07;
const areaMin = 0.08;
const areaMax = 0.985;
const sideMin = 32;

/** The picture inside letterbox bars, such as a screenshot has; nothing when there are no bars. */
export function pictureInsideBars(image: LumaImage): Region | undefined {
  const whole = fullRegion(image);
  const rows = trimRows(image, whole, withFurniture);
  const columns = rows === undefined ? trimColumns(image, whole, withFurniture) : undefined;
  const first = rows ?? columns;
  if (first === undefined) return undefined;
  // What is left may have bars on its other two sides; the screen's furniture is gone by now.
  const region = (rows === undefined ? trimRows(image, first, bare) : trimColumns(image, first, bare)) ?? first;
  const share = (region.width * region.height) / (whole.width * whole.height);
  return share >= areaMin && share <= areaMax && Math.min(region.width, region.height) >= sideMin ? region : undefined;
}

function trimRows(image: LumaImage, region: Region, share: number): Region | undefined {
  const start = region.top * image.width + region.left;
  const found = between(image.data, { start, count: region.height, stride: image.width, length: region.width, step: 1 }, share);
  return found && { ...region, top: region.top + found.first, height: found.count };
}

function trimColumns(image: LumaImage, region: Region, share: number): Region | undefined {
  const start = region.top * image.width + region.left;
  const found = between(image.data, { start, count: region.width, stride: 1, length: region.height, step: image.width }, share);
  return found && { ...region, left: region.left + found.first, width: found.count };
}

/** Parallel lines of pixels: `count` of them, `stride` apart, each of `length` pixels `step` apart. */
interface Lines {
  readonly start: number;
  readonly count: number;
  readonly stride: number;
  readonly length: number;
  readonly step: number;
}

/** What lies between the bars at both ends, or nothing where neither end has one. */
function between(data: Uint8Array, lines: Lines, share: number): { first: number; count: number } | undefined {
  const levels = [levelOf(data, lines, 0), levelOf(data, lines, lines.count - 1)] as const;
  if (levels[0] === undefined && levels[1] === undefined) return undefined;
  const least = Math.max(4, lines.count * stretchMin);
  let found: { first: number; count: number } | undefined;
  let begun: number | undefined;
  for (let line = 0; line <= lines.count; line += 1) {
    const inBar = line === lines.count || isBar(data, lines, line, levels[line * 2 < lines.count ? 0 : 1], share);
    if (!inBar) begun ??= line;
    else if (begun !== undefined) {
      const first = found?.first ?? begun;
      if (line - begun >= least) found = { first, count: line - first };
      begun = undefined;
    }
  }
  return found !== undefined && found.count < lines.count ? found : undefined;
}

function isBar(data: Uint8Array, lines: Lines, line: number, level: number | undefined, share: number): boolean {
  return level !== undefined && near(data, lines, line, level) >= lines.length * share;
}

/** The brightness of a line that has only one. */
function levelOf(data: Uint8Array, lines: Lines, line: number): number | undefined {
  const from = lines.start + line * lines.stride;
  const middle = Array.from({ length: lines.length }, (_, at) => data[from + at * lines.step]!).sort((a, b) => a - b)[lines.length >> 1]!;
  return near(data, lines, line, middle) >= lines.length * bare ? middle : undefined;
}

function near(data: Uint8Array, lines: Lines, line: number, level: number): number {
  const from = lines.start + line * lines.stride;
  let same = 0;
  for (let at = 0; at < lines.length; at += 1) if (Math.abs(data[from + at * lines.step]! - level) <= tolerance) same += 1;
  return same;
}
