import sharp from "sharp";
import { between, pick, type Random, seeded } from "../random.ts";
import { digestOf, type SourcePicture } from "../sources.ts";
import { theme } from "./drawing.ts";
import type { Template } from "./templates.ts";

/** A picture file, what it shows and what was done to it afterwards. */
export interface ScreenSample {
  bytes: Buffer;
  kind: string;
  treatment: Treatment;
}

/** As made, compressed, or made smaller and compressed. */
type Treatment = "untouched" | "jpeg" | "smaller";

/** Turns an SVG document of a size in CSS pixels into a PNG. */
export type Renderer = (svg: string, width: number, height: number, density: number) => Promise<Buffer>;

const screens = [
  { width: 360, height: 800, density: 2 },
  { width: 390, height: 844, density: 3 },
  { width: 412, height: 732, density: 2 },
  { width: 820, height: 1180, density: 1 },
  { width: 1366, height: 768, density: 1 },
  { width: 1920, height: 1080, density: 1 },
] as const;
const photo_side = 900;

/** librsvg, which is part of sharp: no browser is needed. */
export const renderWithSharp: Renderer = (svg, width, height, density) =>
  sharp(Buffer.from(svg))
    .resize(width * density, height * density, { fit: "fill" })
    .flatten({ background: "white" })
    .png({ compressionLevel: 1 })
    .toBuffer();

/** Every template `each` times, in all treatments, with photographs of `sources` where it shows some. */
export async function* screenSamples(
  templates: Record<string, Template>,
  sources: readonly SourcePicture[],
  each: number,
  render: Renderer,
): AsyncGenerator<ScreenSample> {
  for (const [kind, template] of Object.entries(templates)) {
    for (let n = 0; n < each; n++) {
      const random = seeded(digestOf(`${kind} ${n}`));
      const { width, height, density } = pick(random, screens);
      const photos = await Promise.all(Array.from({ length: 4 }, () => dataUrl(pick(random, sources))));
      const colours = theme(random);
      const inside = template({ random, width, height, theme: colours, photo: () => pick(random, photos) });
      const size = `width="${width * density}" height="${height * density}" viewBox="0 0 ${width} ${height}"`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="${width}" height="${height}" fill="${colours.paper}"/>${inside}</svg>`;
      yield* treated(kind, await render(svg, width, height, density), random);
    }
  }
}

/** A photograph as it comes, and in the same treatments as the screens, so that the treatment says nothing. */
export async function* photographSamples(source: SourcePicture): AsyncGenerator<ScreenSample> {
  const random = seeded(digestOf(source.name));
  const bytes = await sharp(source.path)
    .rotate()
    .toColourspace("srgb")
    .resize(1600, 1600, { fit: "inside", withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer();
  yield* treated("photograph", bytes, random);
}

/** A finished picture (a screenshot from a manual, a drawing) in all treatments. */
export async function* pictureSamples(kind: string, source: SourcePicture): AsyncGenerator<ScreenSample> {
  const bytes = await sharp(source.path).flatten({ background: "white" }).png({ compressionLevel: 1 }).toBuffer();
  yield* treated(kind, bytes, seeded(digestOf(source.name)));
}

async function* treated(kind: string, bytes: Buffer, random: Random): AsyncGenerator<ScreenSample> {
  yield { bytes, kind, treatment: "untouched" };
  yield {
    bytes: await sharp(bytes)
      .jpeg({ quality: between(random, 70, 95) })
      .toBuffer(),
    kind,
    treatment: "jpeg",
  };
  const { width } = await sharp(bytes).metadata();
  const smaller = sharp(bytes).resize(Math.round(width * (0.4 + random() * 0.45)));
  yield { bytes: await smaller.jpeg({ quality: between(random, 70, 95) }).toBuffer(), kind, treatment: "smaller" };
}

async function dataUrl({ path }: SourcePicture): Promise<string> {
  const bytes = await sharp(path).rotate().resize(photo_side, photo_side, { fit: "inside" }).jpeg({ quality: 90 }).toBuffer();
  return `data:image/jpeg;base64,${bytes.toString("base64")}`;
}
