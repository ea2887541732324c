import { buffer } from "node:stream/consumers";
import { criticalPng } from "@oneheart/vision";
import sharp from "sharp";
import { holdsPicture } from "../rules/structure/picture-data.ts";
import { proofSettings } from "../settings.ts";
import type { ReceivedMedia, SubmitContext } from "./receive.ts";

// Each header is seen once.
sharp.cache(false);

const headerMax = 1024 * 1024;
const decodable = new Set<string>(["image/jpeg", "image/png", "image/webp"]);
/** What a decoder may hold at once: the processes that open files have a gibibyte. */
const heldBytesMax = 910_000_000;

/** Refuses pictures of too many pixels and headers that cannot be decoded, from the stored header alone: no pixel is decoded here. */
export async function inspectMedia(media: ReceivedMedia, key: string, ctx: SubmitContext): Promise<"ok" | "not_evaluated"> {
  const { media_type } = media;
  const { size, held_pixel_bytes, header_bytes } = media.structure;
  if (size !== undefined) {
    const held_max = held_pixel_bytes === undefined ? Number.POSITIVE_INFINITY : Math.floor(heldBytesMax / held_pixel_bytes);
    const max_pixels = Math.min(ctx.settings(proofSettings).IMAGE_MAX_PIXELS, held_max);
    if (size.width < 1 || size.height < 1) ctx.fail("media_unreadable", { media_type });
    if (size.width * size.height > max_pixels) ctx.fail("media_dimensions_too_large", { ...size, max_pixels });
  }
  if (!decodable.has(media_type) || header_bytes > headerMax) return "not_evaluated";
  const end = Math.min(media.size_bytes, header_bytes + 64 * 1024) - 1;
  const header = await buffer(await ctx.backing.objects.read(key, { start: 0, end }));
  if (!(await holdsPicture(media_type, header, header_bytes))) ctx.fail("media_unreadable", { media_type });
  // What a PNG says beside its pixels can be gigabytes when it is inflated.
  await sharp(media_type === "image/png" ? criticalPng(header) : header, { limitInputPixels: false })
    .metadata()
    .catch(() => ctx.fail("media_unreadable", { media_type }));
  return "ok";
}
