import type { Objects } from "@oneheart/backing";
import type { BytesAnswer } from "./service.ts";

/** A stored object as an answer that a browser shows and never runs; undefined when the store does not hold it. */
export async function storedObject(objects: Objects, key: string): Promise<BytesAnswer | undefined> {
  const found = await objects.head(key);
  if (found === undefined) return undefined;
  return {
    content_type: found.content_type,
    headers: {
      "content-length": String(found.size_bytes),
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=600",
      // Should a stored document ever be opened as a page, it can run nothing.
      "content-security-policy": "default-src 'none'; sandbox",
    },
    body: await objects.read(key),
  };
}
