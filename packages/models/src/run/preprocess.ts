import sharp, { type Sharp } from "sharp";
import { ModelError } from "../errors.ts";
import type { EvidenceModel } from "../manifest.ts";

type ModelInput = EvidenceModel["input"];

const pixelsMax = 64_000_000;

/**
 * A picture as the numbers that a model takes: one picture, three channels, in the manifest's layout. It is turned as its EXIF
 * orientation says; transparent parts count as white. Throws `picture_unreadable`.
 */
export async function preprocess(bytes: Uint8Array, input: ModelInput): Promise<Float32Array> {
  const { data, channels } = await readPixels(bytes, input);
  const { width, height, mean, std, layout } = input;
  const pixels = width * height;
  const numbers = new Float32Array(pixels * 3);
  for (let channel = 0; channel < 3; channel += 1) {
    const scale = 1 / (255 * std[channel]!);
    const shift = mean[channel]! / std[channel]!;
    for (let pixel = 0; pixel < pixels; pixel += 1) {
      const value = data[pixel * channels + (channels < 3 ? 0 : channel)]! * scale - shift;
      numbers[layout === "NCHW" ? channel * pixels + pixel : pixel * 3 + channel] = value;
    }
  }
  return numbers;
}

async function readPixels(bytes: Uint8Array, input: ModelInput): Promise<{ data: Uint8Array; channels: number }> {
  try {
    const picture = sharp(bytes, { limitInputPixels: pixelsMax, failOn: "error", sequentialRead: input.crop !== "centre" }).autoOrient();
    const { data, info } = await (await fitted(picture, input))
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return { data, channels: info.channels };
  } catch (error) {
    throw new ModelError("picture_unreadable", (error as Error).message, { cause: error });
  }
}

async function fitted(picture: Sharp, { width, height, crop }: ModelInput): Promise<Sharp> {
  if (crop !== "centre") return picture.resize(width, height, { fit: crop });
  const { autoOrient } = await picture.metadata();
  // A picture that is too small for the window is enlarged until it covers it.
  if (autoOrient.width < width || autoOrient.height < height) return picture.resize(width, height, { fit: "cover" });
  const left = Math.floor((autoOrient.width - width) / 2);
  const top = Math.floor((autoOrient.height - height) / 2);
  return picture.extract({ left, top, width, height });
}
