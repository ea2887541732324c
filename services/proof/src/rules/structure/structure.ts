import type { MediaType } from "@oneheart/contracts";
import { walkHeic, walkVideo } from "./boxes.ts";
import { walkJpeg } from "./jpeg.ts";
import { walkPng } from "./png.ts";
import { createWalker, type Walk, type Walker } from "./walk.ts";
import { walkWebp } from "./webp.ts";

const walks: Record<MediaType, () => Walk> = {
  "image/jpeg": walkJpeg,
  "image/png": walkPng,
  "image/webp": walkWebp,
  "image/heic": walkHeic,
  "video/mp4": walkVideo,
  "video/quicktime": walkVideo,
};

/** A walker over the outline of a file of this type. */
export function walkerFor(media_type: MediaType): Walker {
  return createWalker(walks[media_type]());
}
