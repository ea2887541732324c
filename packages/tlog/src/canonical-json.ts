import canonicalize from "canonicalize";
import { decodeUtf8, encodeUtf8, equalBytes } from "./bytes.ts";
import { TlogError } from "./errors.ts";
import { ENTRY_BYTES_MAX } from "./tiles/entry-bundle.ts";

const DEPTH_MAX = 64;
// What RFC 7493 (I-JSON), section 2.1 forbids: lone surrogates (with the u flag a pair is one character) and noncharacters,
// which are U+FDD0 to U+FDEF and the last two code points of each of the 17 planes.
const LAST_TWO = Array.from({ length: 17 }, (_, plane) => `\\u{${plane.toString(16)}fffe}\\u{${plane.toString(16)}ffff}`).join("");
const NOT_I_JSON = new RegExp(`[\\ud800-\\udfff\\ufdd0-\\ufdef${LAST_TWO}]`, "u");

/**
 * RFC 8785 (JCS) bytes of a value, at most 65,535 of them: a leaf of the log.
 * Unlike JSON.stringify nothing is dropped or converted: `json_type` for undefined, bigint, functions, dates, class instances and sparse
 * arrays; `json_number` for NaN and infinities; `json_text` for lone surrogates and noncharacters; `json_depth` over 64 levels;
 * `json_too_large`. Numbers are IEEE doubles: write amounts and ids as strings.
 */
export function canonicalJson(value: unknown): Uint8Array {
  requireJson(value, 0, "$");
  const bytes = encodeUtf8(canonicalize(value)!)!;
  if (bytes.length > ENTRY_BYTES_MAX) throw new TlogError("json_too_large", `${bytes.length} bytes`);
  return bytes;
}

/** The value of canonical JSON bytes; `json_malformed`, or `json_not_canonical` when canonicalJson would write other bytes. */
export function parseCanonicalJson(bytes: Uint8Array): unknown {
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new TlogError("json_malformed", "not UTF-8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new TlogError("json_malformed", (cause as Error).message, { cause });
  }
  if (!equalBytes(canonicalJson(value), bytes)) throw new TlogError("json_not_canonical", `${bytes.length} bytes`);
  return value;
}

function requireJson(value: unknown, depth: number, path: string): void {
  if (depth > DEPTH_MAX) throw new TlogError("json_depth", path);
  if (value === null || typeof value === "boolean") return;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TlogError("json_number", `${value} at ${path}`);
  } else if (typeof value === "string") {
    requireText(value, path);
  } else if (Array.isArray(value)) {
    // Not forEach, which passes over holes.
    for (let i = 0; i < value.length; i++) requireJson(value[i], depth + 1, `${path}[${i}]`);
  } else if (isPlainObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      requireText(key, path);
      requireJson(member, depth + 1, `${path}.${key}`);
    }
  } else {
    throw new TlogError("json_type", `${typeof value} at ${path}`);
  }
}

function requireText(text: string, path: string): void {
  if (NOT_I_JSON.test(text)) throw new TlogError("json_text", `at ${path}`);
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null || "toJSON" in value) return false;
  const prototype = Object.getPrototypeOf(value);
  // Not a comparison with Object.prototype: a value from another realm (an iframe, a vm context) has another one.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
