import { relative } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

/** Runs test files one after the other. Each is a test of its own, so that its hooks run at its end and what fails in it names it. */
export function runGroup(files: readonly string[]): void {
  for (const file of files) {
    test(relative(process.cwd(), file), async () => {
      await import(pathToFileURL(file).href);
    });
  }
}
