import type * as WebCodecs from "@napi-rs/webcodecs";
import sharp from "sharp";
import { type LumaImage, lumaFromRgb } from "../pixels/luma-image.ts";
import type { RgbImage } from "../pixels/read-rgb.ts";

/** One picture of a video, and where in it. */
export interface VideoFrameSample<Image = LumaImage> {
  readonly at_ms: number;
  readonly image: Image;
}

/** A decoded frame, turned as its container says and shrunk so that no side is longer than `sideMax`. */
export async function frameRgb(frame: WebCodecs.VideoFrame, sideMax: number): Promise<RgbImage> {
  const rgba = new Uint8Array(frame.allocationSize({ format: "RGBA" }));
  const [plane] = await frame.copyTo(rgba, { format: "RGBA" });
  const width = frame.codedWidth;
  const height = Math.min(frame.codedHeight, Math.floor(rgba.length / (plane?.stride ?? width * 4)));
  if (plane === undefined || plane.offset !== 0 || plane.stride !== width * 4)
    throw new Error("the decoder laid a frame out in an unknown way");
  const { data, info } = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .rotate(frame.rotation)
    .resize(sideMax, sideMax, { fit: "inside", withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The same as brightness. */
export async function frameLuma(frame: WebCodecs.VideoFrame, sideMax: number): Promise<LumaImage> {
  const { data, width, height } = await frameRgb(frame, sideMax);
  return lumaFromRgb(data, width, height);
}
