import { between, pick, type Random } from "../random.ts";

/** What a template draws with: randomness, the size in CSS pixels, and pictures as data URLs. */
export interface Canvas {
  random: Random;
  width: number;
  height: number;
  photo: () => string;
  theme: Theme;
}

export interface Theme {
  paper: string;
  panel: string;
  ink: string;
  faint: string;
  accent: string;
  font: string;
}

const accents = ["#1a73e8", "#e91e63", "#00a884", "#ff6f00", "#7c4dff", "#d32f2f", "#2e7d32", "#0097a7"];
const fonts = ["sans-serif", "serif", "DejaVu Sans", "monospace"];
const words =
  "the river park volunteers planted forty trees today with help from school children and their teachers near old market bridge thank you for water food blankets we met at seven cleaned beach carried bags home see tomorrow morning photo map points quest zone level bonus team city north people".split(
    " ",
  );

/** Light or dark, with its own colours and typeface. */
export function theme(random: Random): Theme {
  const accent = pick(random, accents);
  const font = pick(random, fonts);
  if (random() < 0.4)
    return { paper: pick(random, ["#000000", "#121212", "#1e1e2e"]), panel: "#26282c", ink: "#eceff1", faint: "#90a4ae", accent, font };
  return {
    paper: pick(random, ["#ffffff", "#fafafa", "#f0f2f5", "#fff8e1"]),
    panel: pick(random, ["#ffffff", "#eeeeee", "#e3f2fd"]),
    ink: "#202124",
    faint: "#80868b",
    accent,
    font,
  };
}

export function rect(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  return `<rect x="${x}" y="${y}" width="${Math.max(0, width)}" height="${Math.max(0, height)}" rx="${radius}" fill="${fill}"/>`;
}

export function text(x: number, y: number, size: number, fill: string, content: string, font: string, weight = 400): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" font-family="${font}" fill="${fill}">${content}</text>`;
}

export function circle(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
}

/** A picture cut to fill its frame. */
export function image(x: number, y: number, width: number, height: number, href: string): string {
  return `<image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" href="${href}"/>`;
}

export function path(d: string, stroke: string, width: number, fill = "none"): string {
  return `<path d="${d}" stroke="${stroke}" stroke-width="${width}" fill="${fill}" stroke-linecap="round"/>`;
}

export function sentence(random: Random, count: number): string {
  return Array.from({ length: count }, () => pick(random, words)).join(" ");
}

/** Lines of text in a column; says where they end. */
export function paragraph(
  canvas: Canvas,
  x: number,
  y: number,
  width: number,
  size: number,
  lines: number,
): { svg: string; bottom: number } {
  const { random, theme: colours } = canvas;
  const fitting = Math.max(1, Math.floor(width / (size * 3)));
  const drawn = Array.from({ length: lines }, (_, n) => {
    const count = n === lines - 1 ? Math.max(1, fitting >> 1) : fitting;
    return text(x, y + (n + 1) * size * 1.45, size, colours.ink, sentence(random, count), colours.font);
  });
  return { svg: drawn.join(""), bottom: y + (lines + 0.6) * size * 1.45 };
}

/** Clock, signal and battery. */
export function statusBar({ random, width, theme: colours }: Canvas, ink = colours.ink): string {
  const time = `${between(random, 0, 23)}:${String(between(random, 0, 59)).padStart(2, "0")}`;
  const bars = [0, 1, 2, 3].map((n) => rect(width - 78 + n * 5, 17 - n * 3, 3, 3 + n * 3, ink));
  return (
    text(16, 20, 14, ink, time, colours.font, 600) +
    bars.join("") +
    rect(width - 40, 9, 24, 11, ink, 3) +
    text(width - 118, 20, 11, ink, "LTE", colours.font)
  );
}
