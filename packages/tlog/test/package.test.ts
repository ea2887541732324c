import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { TLOG_ERRORS } from "../src/index.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(path, "utf8");
const importsOf = (path: string): string[] => [...read(path).matchAll(/(?:from|import\() ?"([^"]+)"/g)].map(([, name]) => name!);

test("the core needs nothing of Node, and no package but its three dependencies", () => {
  const seen = new Set<string>();
  const outside = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const name of importsOf(path)) {
      if (name.startsWith(".")) visit(resolve(path, "..", name));
      else outside.add(name);
    }
    assert.doesNotMatch(read(path), /\b(Buffer|process|require|__dirname|NodeJS)\b[.(]/, path);
  };
  visit(join(root, "src/index.ts"));
  assert.ok(seen.size > 30, `${seen.size} files looked at`);
  assert.ok(![...seen].some((path) => path.includes("/node/")));
  assert.deepEqual([...outside].sort(), ["@noble/curves/ed25519.js", "@noble/hashes/sha2.js", "canonicalize"]);
});

test("every kind of refusal is thrown somewhere and has a test that expects it", () => {
  const sources = globSync(join(root, "src/**/*.ts")).map(read).join("\n");
  const tests = globSync(join(root, "test/**/*.test.ts")).map(read).join("\n");
  for (const code of Object.keys(TLOG_ERRORS)) {
    assert.ok(sources.includes(`new TlogError("${code}"`), `${code} is never thrown`);
    assert.ok(tests.includes(`"${code}"`), `${code} is never expected`);
  }
});
