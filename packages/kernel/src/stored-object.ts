import type { Objects } from "@oneheart/backing";
import type { BytesAnswer } from "./service.ts";

/**
 * A stored object as an answer that a browser shows and never runs; undefined when the store does not hold it. What may be withdrawn is
 * kept by no cache.
 */
export async function storedObject(
  objects: Objects,
  key: string,
  caching: "private, max-age=600" | "no-store" = "private, max-age=600",
): Promise<BytesAnswer | undefined> {
  const found = await objects.head(key);
  if (found === undefined) return undefined;
  return {
    content_type: found.content_type,
    headers: {
      "content-length": String(found.size_bytes),
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
      "cache-control": caching,
      // Should a stored document ever be opened as a page, it can run nothing.
      "content-security-policy": "default-src 'none'; sandbox",
    },
    body: await objects.read(key),
  };
}
