import type { MediaType } from "@oneheart/contracts";
import { fileTypeFromBuffer } from "file-type";

/** How many of a file's first bytes `mediaTypeOf` wants to see. */
export const headBytes = 4100;

const accepted: Readonly<Record<string, MediaType>> = {
  "image/jpeg": "image/jpeg",
  "image/png": "image/png",
  "image/webp": "image/webp",
  "image/heic": "image/heic",
  "video/mp4": "video/mp4",
  "video/x-m4v": "video/mp4",
  "video/quicktime": "video/quicktime",
};

/** The true type by a file's first bytes; undefined when it is none that is accepted. */
export async function mediaTypeOf(head: Uint8Array): Promise<MediaType | undefined> {
  const found = await fileTypeFromBuffer(head);
  return found === undefined ? undefined : accepted[found.mime];
}

/** True for photographs, false for videos. */
export function isImage(media_type: MediaType): boolean {
  return media_type.startsWith("image/");
}
