import type { MediaType } from "@oneheart/contracts";
import { fileTypeFromBuffer } from "file-type";

/** How many of a file's first bytes `mediaTypeOf` wants to see. */
export const headBytes = 4100;

const accepted: Readonly<Record<string, MediaType>> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "image/heic": "image/heic",
  // The brand `mif1`, under which HEVC pictures are as usual.
  "image/heif": "image/heic",
  "video/mp4": "video/mp4",
  "video/x-m4v": "video/mp4",
  "video/quicktime": "video/quicktime",
};

/** The true type by a file's first bytes; undefined when it is none that is accepted. */
export async function mediaTypeOf(head: Uint8Array): Promise<MediaType | undefined> {
  const found = await fileTypeFromBuffer(head);
  return found === undefined || isAnimatedWebp(head) ? undefined : accepted[found.mime];
}

/** An animation is no photograph: RFC 9649, the flags of VP8X. */
function isAnimatedWebp(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 21)).toString("latin1");
  return text.startsWith("RIFF") && text.slice(8, 16) === "WEBPVP8X" && (head[20]! & 2) !== 0;
}

/** True for photographs, false for videos. */
export function isImage(media_type: MediaType): boolean {
  return media_type.startsWith("image/");
}
