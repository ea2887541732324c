import { BackingError } from "../errors.ts";

/** S3 takes 1024 bytes, a file system 255 for each part. */
const KEY_BYTES_MAX = 900;
const PART_BYTES_MAX = 200;

/** Refuses keys that would leave the store, or that some store would not take. */
export function checkKey(key: string): string {
  const parts = key.split("/");
  const sound = parts.every((part) => part !== "" && part !== "." && part !== ".." && Buffer.byteLength(part) <= PART_BYTES_MAX);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (sound && Buffer.byteLength(key) <= KEY_BYTES_MAX && key.isWellFormed() && !/[\\\u0000-\u001f\u007f]/.test(key)) return key;
  throw new BackingError(
    "key_invalid",
    `${JSON.stringify(key.slice(0, 100))} is no object key: parts are separated by "/" and none is "..".`,
  );
}

/** A range that begins after the object's end. */
export function rangeInvalid(key: string): BackingError {
  return new BackingError("range_invalid", `The range lies outside of the object ${JSON.stringify(key)}.`);
}

/** An inclusive range of bytes; its end may lie beyond the object's. */
export function checkRange(key: string, range: { start: number; end: number } | undefined): void {
  if (range === undefined) return;
  const whole = Number.isSafeInteger(range.start) && Number.isSafeInteger(range.end);
  if (!whole || range.start < 0 || range.end < range.start) throw rangeInvalid(key);
}

/** The `Content-Disposition` of a download (RFC 6266), with the name in both forms. */
export function attachment(filename: string): string {
  const ascii = filename.replaceAll(/[^\x20-\x7e]|["\\]/g, "_");
  const encoded = encodeURIComponent(filename).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
