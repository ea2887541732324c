import type { Objects } from "@oneheart/backing";
import type { BytesAnswer } from "./service.ts";

/** What a request says of the bytes that it wants (RFC 9110, sections 13.1.5 and 14.2). */
interface Asked {
  range?: string;
  if_range?: string;
  /** Of the stored object, in quotes: it never changes as long as the key stays. */
  etag: string;
  filename: string;
}

/** A stored object to be saved, or the part of it that goes on where a download broke off; undefined when the store does not hold it. */
export async function objectInRange(objects: Objects, key: string, asked: Asked): Promise<BytesAnswer | undefined> {
  const found = await objects.head(key);
  if (found === undefined) return undefined;
  const { size_bytes: size, content_type } = found;
  const headers = {
    "accept-ranges": "bytes",
    etag: asked.etag,
    "content-disposition": `attachment; filename="${asked.filename}"`,
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-cache",
  };
  const isSame = asked.if_range === undefined || asked.if_range === asked.etag;
  const range = isSame ? rangeOf(asked.range, size) : "whole";
  if (range === "whole") return { content_type, headers: { ...headers, "content-length": String(size) }, body: await objects.read(key) };
  if (range === "none") return { content_type, status: 416, headers: { ...headers, "content-range": `bytes */${size}` }, body: "" };
  const { start, end } = range;
  return {
    content_type,
    status: 206,
    headers: { ...headers, "content-length": String(end - start + 1), "content-range": `bytes ${start}-${end}/${size}` },
    body: await objects.read(key, range),
  };
}

/** One range of bytes, both ends in it. Several at once, and other units, are answered as if they were not asked for. */
function rangeOf(range: string | undefined, size: number): { start: number; end: number } | "whole" | "none" {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? "") ?? [];
  if (from === "" && to === "") return "whole";
  if (from === "") return to === "0" || size === 0 ? "none" : { start: Math.max(0, size - Number(to)), end: size - 1 };
  const start = Number(from);
  if (to !== "" && Number(to) < start) return "whole";
  return start >= size ? "none" : { start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
