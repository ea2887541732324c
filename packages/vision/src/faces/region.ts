import type { Region } from "../pixels/luma-image.ts";
import type { Box } from "./box.ts";

/** How much wider and higher than the detector's box a region is, so that hair, ears and chin are in it. */
const widthFactor = 1.6;
const heightFactor = 1.8;
/** Of what is added above and below, this share is above: the detector's boxes begin at the brows. */
const aboveShare = 0.6;

/** The part of a picture to make unrecognisable for a face, in whole pixels; undefined where nothing of it lies in the picture. */
export function regionOf({ left, top, width, height }: Box, picture: { width: number; height: number }): Region | undefined {
  const addedWidth = width * (widthFactor - 1);
  const addedHeight = height * (heightFactor - 1);
  return clipped(
    { left: left - addedWidth / 2, top: top - addedHeight * aboveShare, width: width + addedWidth, height: height + addedHeight },
    picture,
  );
}

/** A box in whole pixels, as far as it lies in the picture. */
function clipped(box: Box, picture: { width: number; height: number }): Region | undefined {
  const left = Math.max(0, Math.floor(box.left));
  const top = Math.max(0, Math.floor(box.top));
  const width = Math.min(picture.width, Math.ceil(box.left + box.width)) - left;
  const height = Math.min(picture.height, Math.ceil(box.top + box.height)) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : undefined;
}
