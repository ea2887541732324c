/** Small pieces of SVG and of chance that all drawn pictures are made of. */
import { pick, type Random } from "@oneheart/simulation";

/** The units in which every picture is drawn. */
export const frame = { width: 960, height: 720 };

/** How a day looks: colours as CSS writes them. */
export interface Light {
  sky: [top: string, bottom: string];
  /** What lies over everything: warm in the evening, grey under clouds. */
  tint: string;
  tintStrength: number;
  sun: boolean;
}

const lights: Light[] = [
  { sky: ["#8fc1e8", "#f3e3c8"], tint: "#ffe2b0", tintStrength: 0.12, sun: true },
  { sky: ["#3f8fd6", "#cfe8f7"], tint: "#ffffff", tintStrength: 0.04, sun: false },
  { sky: ["#5b6fa8", "#f5b27a"], tint: "#ff9a52", tintStrength: 0.2, sun: true },
  { sky: ["#9aa7b1", "#dfe4e6"], tint: "#5c6f80", tintStrength: 0.16, sun: false },
  { sky: ["#6fb3d8", "#e6f0e4"], tint: "#e9f5d0", tintStrength: 0.08, sun: true },
];

export const between = (random: Random, least: number, most: number) => least + random() * (most - least);
export const many = (count: number, draw: (index: number) => string) =>
  Array.from({ length: Math.round(count) }, (_, index) => draw(index)).join("");
export const lightOf = (random: Random): Light => pick(random, lights);

/** A colour near to this one, given as hue (degrees), saturation and lightness (percent). */
export function shade(random: Random, hue: number, saturation: number, lightness: number, spread = 6): string {
  const near = (value: number, by: number) => (value + (random() - 0.5) * 2 * by).toFixed(0);
  return `hsl(${near(hue, spread)},${near(saturation, spread)}%,${near(lightness, spread)}%)`;
}

export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = "") =>
  `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(1)}" fill="${fill}" ${more}/>`;
export const box = (x: number, y: number, width: number, height: number, fill: string, more = "") =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}" ${more}/>`;
export const shape = (path: string, fill: string, more = "") => `<path d="${path}" fill="${fill}" ${more}/>`;
export const line = (path: string, stroke: string, width: number, more = "") =>
  `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${width.toFixed(1)}" stroke-linecap="round" ${more}/>`;
export const moved = (x: number, y: number, scale: number, content: string, more = "") =>
  `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(2)}) ${more}">${content}</g>`;

/** From left to right along a line that goes up and down. */
export function ridge(random: Random, y: number, rough: number, steps = 12): string {
  const step = frame.width / steps;
  const points = Array.from(
    { length: steps + 1 },
    (_, index) => `${(index * step).toFixed(0)} ${(y + between(random, -rough, rough)).toFixed(0)}`,
  );
  return `M-40 ${y.toFixed(0)} L${points.join(" L")} L1000 ${y.toFixed(0)} L1000 760 L-40 760 Z`;
}

export function gradient(id: string, stops: readonly string[]): string {
  const marks = stops.map((colour, index) => `<stop offset="${index / (stops.length - 1)}" stop-color="${colour}"/>`).join("");
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${marks}</linearGradient>`;
}
