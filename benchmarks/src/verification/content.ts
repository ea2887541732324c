/** How many honest photographs have less structure than rules ask for, as they are, in the dark and in fog; and which patterns have. */
import { lumaOf, readRgb, structureOf } from "@oneheart/vision";
import sharp from "sharp";
import { percentile, rounded } from "../report.ts";
import { photographs } from "./photographs.ts";

/** The figures of what there is to see. */
export interface ContentFigures {
  readonly photographs: number;
  /** Shares of photographs that would go to a person. */
  readonly flagged: Readonly<Record<"plain" | "dark" | "fog", number>>;
  readonly least: Readonly<Record<"plain" | "dark" | "fog", number>>;
  /** Share of noise, waves and blots that would go to a person. */
  readonly patterns_found: number;
}

/** Of rule set v3. */
const structureMin = 4.3;
const [width, height] = [640, 480];

/** Looks at every photograph in three ways, and at patterns. */
export async function measureContent(): Promise<ContentFigures> {
  const found = await photographs();
  const seen = { plain: [] as number[], dark: [] as number[], fog: [] as number[] };
  for (const { path } of found) {
    const small = await sharp(path)
      .autoOrient()
      .resize(1600, 1600, { fit: "inside", withoutEnlargement: true })
      .jpeg({ quality: 92 })
      .toBuffer();
    seen.plain.push(await structure(small));
    seen.dark.push(await structure(await sharp(small).linear(0.12, 0).jpeg({ quality: 88 }).toBuffer()));
    seen.fog.push(await structure(await sharp(small).blur(2).linear(0.15, 170).jpeg({ quality: 88 }).toBuffer()));
  }
  const patterns = await Promise.all(pictures().map(async (picture) => structure(await picture)));
  const share = (values: readonly number[]) => rounded(values.filter((value) => value < structureMin).length / values.length, 4);
  const of = <T>(work: (values: number[]) => T) => ({ plain: work(seen.plain), dark: work(seen.dark), fog: work(seen.fog) });
  return { photographs: found.length, flagged: of(share), least: of((values) => percentile(values, 0)), patterns_found: share(patterns) };
}

async function structure(picture: Buffer): Promise<number> {
  return structureOf(await lumaOf(await readRgb(picture)));
}

/** Noise, waves of several kinds, blots, and slopes with noise. */
function pictures(): Promise<Buffer>[] {
  const noise = (reach: number) => (Math.random() - 0.5) * reach;
  return [
    drawn(() => 128 + noise(255)),
    drawn(() => 128 + noise(20)),
    drawn((x, y, c) => 128 + 60 * Math.sin(x / (20 + c * 7)) + 60 * Math.sin(y / (33 - c * 5))),
    drawn((x, y, c) => 128 + 60 * Math.sin(x / (20 + c * 7)) + 60 * Math.sin(y / (33 - c * 5)) + noise(20)),
    drawn((x, y, c) => 128 + 40 * Math.sin(x / 13 + y / 29) + 40 * Math.sin(x / 5 - y / 9 + c) + 40 * Math.sin(y / 3)),
    drawn((x, y, c) => 128 + 127 * Math.sin(x / 40 + 3 * Math.sin(y / 60) + c)),
    drawn((x, y) => (x / width) * 180 + (y / height) * 60 + noise(12)),
    blots(12, 9),
    blots(32, 24),
  ];
}

function drawn(level: (x: number, y: number, channel: number) => number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0; at < data.length; at += 1) {
    const pixel = Math.floor(at / 3);
    data[at] = Math.max(0, Math.min(255, level(pixel % width, Math.floor(pixel / width), at % 3)));
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

function blots(across: number, down: number): Promise<Buffer> {
  const data = Buffer.from(Array.from({ length: across * down * 3 }, () => Math.random() * 255));
  return sharp(data, { raw: { width: across, height: down, channels: 3 } })
    .resize(2 * width, 2 * height, { fit: "fill", kernel: "cubic" })
    .jpeg()
    .toBuffer();
}

if (import.meta.main) console.log(JSON.stringify(await measureContent(), undefined, 2));
