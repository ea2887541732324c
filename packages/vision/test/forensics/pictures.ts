import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import sharp, { type Sharp } from "sharp";

const folder = join(
  dirname(createRequire(import.meta.url).resolve("startbootstrap-creative/package.json")),
  "dist/assets/img/portfolio/fullsize",
);

/** A real photograph of the npm package startbootstrap-creative, 1 to 6, made smaller so that its own compression is gone. */
export async function photograph(number: number, side = 640): Promise<Sharp> {
  const small = sharp(join(folder, `${number}.jpg`)).resize(side, side, { fit: "inside" });
  const { data, info } = await small.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: info });
}

/** The picture compressed with each quality in turn. */
export async function compressed(picture: Sharp, ...qualities: number[]): Promise<Buffer> {
  let bytes = await picture.clone().png().toBuffer();
  for (const quality of qualities) bytes = await sharp(bytes).jpeg({ quality }).toBuffer();
  return bytes;
}
