import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { digestOf, type SourcePicture } from "../sources.ts";

const run = promisify(execFile);
const cache = fileURLToPath(new URL("../../../../benchmarks/.photographs/", import.meta.url));
const unpacked = join(cache, "gimp-help-en");
const images = join(unpacked, "usr/share/gimp/2.0/help/en/images");
/** Folders of the manual that show windows and menus; the others show what a filter makes of a photograph. */
const folders = ["dialogs", "menus", "preferences", "tool-options"];
/** What even there is a picture alone. */
const pictures = /examples|-ex\d|nolock/;
const side_min = 200;

/**
 * Real screenshots, made by people with many desktops over many years: those of the GIMP manual in Debian's `gimp-help-en`.
 * The first call downloads 50 MB with `apt-get download`; nothing is installed.
 */
export async function manualScreens(count: number): Promise<SourcePicture[]> {
  if (!existsSync(unpacked)) await fetchManual();
  const names = (await readdir(images, { recursive: true })).filter(
    (name) => name.endsWith(".png") && folders.includes(name.split("/")[0]!) && !pictures.test(name),
  );
  const found: SourcePicture[] = [];
  for (const name of names.toSorted((a, b) => digestOf(a) - digestOf(b))) {
    const { width, height } = await sharp(join(images, name)).metadata();
    if (Math.min(width, height) >= side_min) found.push({ name: `gimp-help-en/${name}`, path: join(images, name) });
    if (found.length === count) break;
  }
  return found;
}

async function fetchManual(): Promise<void> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "fetching-"));
  try {
    await run("apt-get", ["download", "gimp-help-en"], { cwd: folder });
    const archive = (await readdir(folder)).find((name) => name.endsWith(".deb"));
    if (archive === undefined) throw new Error("gimp-help-en was not downloaded");
    await run("dpkg-deb", ["-x", archive, join(folder, "unpacked")], { cwd: folder });
    await rename(join(folder, "unpacked"), unpacked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
