import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { snapshotFiles } from "../snapshot/layout.ts";
import type { Manifest, ManifestFile } from "../snapshot/manifest.ts";

/** Every file that is not what the manifest says, that it does not name, or that is gone. */
export async function checkFiles(folder: string, manifest: Manifest): Promise<string[]> {
  const findings: string[] = [];
  const expected = new Map(manifest.files.map((file) => [file.path, file]));
  if (expected.size < manifest.files.length) findings.push("manifest.json: a file is named twice");
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/");
    if (path === snapshotFiles.manifest) continue;
    const file = expected.get(path);
    expected.delete(path);
    if (file === undefined) findings.push(`${path}: not in the manifest`);
    // A link could show another content to the next reader.
    else if (!entry.isFile()) findings.push(`${path}: not a plain file`);
    else if (!(await isAsSaid(join(folder, path), file))) findings.push(`${path}: not the content that the manifest says`);
  }
  for (const path of expected.keys()) findings.push(`${path}: in the manifest, but not there`);
  return findings;
}

async function isAsSaid(path: string, { size, sha256 }: ManifestFile): Promise<boolean> {
  const hash = createHash("sha256");
  let length = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    length += (chunk as Buffer).length;
  }
  return length === size && hash.digest("hex") === sha256;
}
