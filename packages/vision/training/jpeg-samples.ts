import sharp, { type Sharp } from "sharp";
import { between, seeded } from "./random.ts";
import { digestOf, type SourcePicture } from "./sources.ts";

/** A JPEG that was compressed once, at `quality`, or before that at `earlier` too. */
export interface JpegSample {
  bytes: Buffer;
  quality: number;
  earlier: number | undefined;
}

const pairs = 5;
const longest_side = 1280;

/**
 * Single and double JPEGs of one photograph, at random qualities from 50 to 95. It is halved first: photographs come as JPEG,
 * and their own compression must not count.
 */
export async function jpegSamples(source: SourcePicture): Promise<JpegSample[]> {
  const random = seeded(digestOf(source.name));
  const { width, height } = await sharp(source.path).metadata();
  const side = Math.min(longest_side, Math.round(Math.max(width, height) / 2));
  const halved = sharp(source.path).removeAlpha().toColourspace("srgb").resize(side, side, { fit: "inside" });
  const { data, info } = await halved.raw().toBuffer({ resolveWithObject: true });
  const picture = () => sharp(data, { raw: info });
  const samples: JpegSample[] = [];
  for (let n = 0; n < pairs; n++) {
    const quality = between(random, 50, 95);
    let earlier = between(random, 50, 95);
    while (earlier === quality) earlier = between(random, 50, 95);
    samples.push({ bytes: await jpeg(picture(), quality), quality, earlier: undefined });
    samples.push({ bytes: await jpeg(sharp(await jpeg(picture(), earlier)), quality), quality, earlier });
  }
  return samples;
}

function jpeg(picture: Sharp, quality: number): Promise<Buffer> {
  return picture.jpeg({ quality }).toBuffer();
}
