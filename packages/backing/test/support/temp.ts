import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

const cleanups = new WeakMap<TestContext, Array<() => unknown>>();

/** Cleans up after the test, in the reverse order of the calls; the test runner itself goes forward. */
export function defer(t: TestContext, cleanup: () => unknown): void {
  const known = cleanups.get(t);
  if (known !== undefined) return void known.push(cleanup);
  const stack = [cleanup];
  cleanups.set(t, stack);
  t.after(async () => {
    for (const each of stack.reverse()) await each();
  });
}

/** A new folder that goes with the test. */
export async function temporaryFolder(t: TestContext, under: string = tmpdir()): Promise<string> {
  const folder = await mkdtemp(join(under, "oneheart-backing-"));
  defer(t, () => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits until a condition holds, or fails with its name. */
export async function until(what: string, condition: () => boolean | Promise<boolean>, ms_max = 120_000): Promise<void> {
  const deadline = Date.now() + ms_max;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms_max} ms for: ${what}`);
    await delay(10);
  }
}
