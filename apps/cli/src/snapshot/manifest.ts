import { DAY, SnapshotError } from "./layout.ts";

const FORMAT = "oneheart-snapshot/1";

export interface ManifestFile {
  path: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
}

/** What a snapshot says of itself. Nothing in it is signed: the checkpoint is, and everything is compared with that. */
export interface Manifest {
  /** The UTC day; the checkpoint is the newest one of it. */
  day: string;
  origin: string;
  /** Entries of the log under the checkpoint. */
  size: number;
  /** Entries of the log under the snapshot before; 0 when there is none. */
  previous_size: number;
  files: readonly ManifestFile[];
}

/** One line a file, so that two manifests can be compared by eye. */
export function formatManifest({ files, ...head }: Manifest): string {
  const lines = files.map((file) => `    ${JSON.stringify(file)}`);
  const fields = Object.entries({ format: FORMAT, ...head }).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
  );
  return `{\n${fields.join("")}  "files": [\n${lines.join(",\n")}\n  ]\n}\n`;
}

/** Reads a manifest; throws `SnapshotError` for a text that is none. */
export function parseManifest(text: string): Manifest {
  const value = parseJson(text);
  if (!isRecord(value) || value.format !== FORMAT) throw new SnapshotError(`manifest.json: not a manifest of ${FORMAT}`);
  const { day, origin, size, previous_size, files } = value;
  const isWhole = typeof day === "string" && DAY.test(day) && typeof origin === "string" && isCount(size) && isCount(previous_size);
  if (!isWhole || !Array.isArray(files)) throw new SnapshotError("manifest.json: a field is missing or malformed");
  return { day, origin, size, previous_size, files: files.map(parseFile) };
}

function parseFile(value: unknown): ManifestFile {
  if (!isRecord(value)) throw new SnapshotError("manifest.json: a file is malformed");
  const { path, size, sha256 } = value;
  if (typeof path !== "string" || !isCount(size) || typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256))
    throw new SnapshotError(`manifest.json: the file ${JSON.stringify(path)} is malformed`);
  return { path, size, sha256 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SnapshotError("manifest.json: not JSON");
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
