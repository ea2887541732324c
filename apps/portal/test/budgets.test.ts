import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { buildPortal } from "../build/build.ts";
import { builtFolder } from "../build/folders.ts";

interface Chunk {
  file: string;
  css?: string[];
  imports?: string[];
  isEntry?: boolean;
  isDynamicEntry?: boolean;
}

const kib = 1024;
const shellMax = 150 * kib;
const pageMax = 350 * kib;

describe("what the portal weighs, packed with gzip", () => {
  let chunks: Record<string, Chunk>;
  before(async () => {
    await buildPortal();
    chunks = JSON.parse(readFileSync(join(builtFolder, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;
  });

  /** The files that a chunk cannot run without. */
  function filesOf(name: string, seen = new Set<string>()): Set<string> {
    const { file, css = [], imports = [] } = chunks[name]!;
    if (seen.has(file)) return seen;
    for (const path of [file, ...css]) seen.add(path);
    for (const next of imports) filesOf(next, seen);
    return seen;
  }
  const weigh = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + statSync(join(builtFolder, `${file}.gz`)).size, 0);
  const entry = () => Object.keys(chunks).find((name) => chunks[name]!.isEntry)!;

  it("is less than 150 KiB for the shell", () => {
    const size = weigh(filesOf(entry()));
    assert.ok(size < shellMax, `${(size / kib).toFixed(1)} KiB`);
  });

  it("is less than 350 KiB for the first load of any page, with the calls of the API", () => {
    const pages = Object.keys(chunks).filter((name) => chunks[name]!.isDynamicEntry && name.startsWith("src/features/"));
    assert.ok(pages.length >= 10, "every page has a chunk of its own");
    const client = Object.keys(chunks).find((name) => name.includes("client/src/index"))!;
    for (const page of pages) {
      const size = weigh(new Set([...filesOf(entry()), ...filesOf(client), ...filesOf(page)]));
      assert.ok(size < pageMax, `${page}: ${(size / kib).toFixed(1)} KiB`);
    }
  });
});
