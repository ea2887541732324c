import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { builtFolder } from "./folders.ts";
import { fingerprintOfSources } from "./sources.ts";

const marker = join(builtFolder, ".built-from");

/** Builds the portal unless what is there was built from these very sources. Answers how long it took; undefined when nothing was to do. */
export async function buildPortal(onBegin: () => void = () => {}): Promise<number | undefined> {
  const fingerprint = fingerprintOfSources();
  if (existsSync(marker) && (await readFile(marker, "utf8")) === fingerprint) return undefined;
  onBegin();
  const start = performance.now();
  // Beside the old one and then in its place: a build that is cut short leaves no half of a portal.
  const fresh = `${builtFolder.replace(/\/$/, "")}.${process.pid}`;
  await bundle(fresh);
  await writeFile(join(fresh, ".built-from"), fingerprint);
  await rm(builtFolder, { recursive: true, force: true });
  await rename(fresh, builtFolder);
  return performance.now() - start;
}

/** The tools are loaded only when something is to be built: a start has no time to lose. */
async function bundle(outDir: string): Promise<void> {
  const [{ build }, { portalConfig }, { packFiles }] = await Promise.all([
    import("vite"),
    import("./bundle-config.ts"),
    import("./pack.ts"),
  ]);
  const config = portalConfig();
  await inProduction(() => build({ ...config, logLevel: "warn", build: { ...config.build, outDir, emptyOutDir: true } }));
  await packFiles(outDir);
}

/** Libraries ask NODE_ENV which of their forms to give; one that was set for something else would have theirs for development built in. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
