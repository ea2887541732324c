import { createHash } from "node:crypto";

type Json = Record<string, unknown>;

const algorithms = new Set(["sha256", "sha384", "sha512"]);

/**
 * Whether the hash over what a manifest's `c2pa.hash.data` names differs from the one that was signed (C2PA 2.x, data hash). Undefined
 * where that cannot be said: without such an assertion, or with one whose numbers make no sense. The library's own code for a mismatch
 * also stands for an excluded range that is not where the manifest lies, which changes nothing about the content.
 * @param report the manifest store as crJSON.
 */
export function dataHashDiffers(bytes: Uint8Array, report: unknown, active_label: string | undefined): boolean | undefined {
  const manifest = listOf(objectOf(report).manifests).find(({ label }) => label === active_label);
  const assertion = objectOf(objectOf(manifest?.assertions)["c2pa.hash.data"]);
  const alg = assertion.alg ?? objectOf(manifest?.["claim.v2"] ?? manifest?.claim).alg ?? "sha256";
  const expected = typeof assertion.hash === "string" ? /^b64'([A-Za-z0-9+/=]+)'$/.exec(assertion.hash)?.[1] : undefined;
  const ranges = rangesOf(assertion.exclusions, bytes.length);
  if (expected === undefined || ranges === undefined || typeof alg !== "string" || !algorithms.has(alg)) return undefined;
  return hashWithout(bytes, ranges, alg) !== expected;
}

interface Range {
  start: number;
  length: number;
}

/** In their order, none over another; undefined where one is not a range of the file. */
function rangesOf(value: unknown, size: number): Range[] | undefined {
  const ranges = listOf(value).map(({ start, length }) => ({ start: Number(start), length: Number(length) }));
  ranges.sort((a, b) => a.start - b.start);
  let end = 0;
  for (const { start, length } of ranges) {
    if (!(Number.isInteger(start) && Number.isInteger(length) && start >= end && length >= 0 && start + length <= size)) return undefined;
    end = start + length;
  }
  return ranges;
}

function hashWithout(bytes: Uint8Array, ranges: readonly Range[], alg: string): string {
  const hash = createHash(alg);
  let at = 0;
  for (const { start, length } of ranges) {
    hash.update(bytes.subarray(at, start));
    at = start + length;
  }
  return hash.update(bytes.subarray(at)).digest("base64");
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(objectOf) : [];
}
