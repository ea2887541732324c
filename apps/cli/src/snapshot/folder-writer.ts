import { createHash, type Hash } from "node:crypto";
import { type FileHandle, mkdir, mkdtemp, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ManifestFile } from "./manifest.ts";

const BUFFER_CHARACTERS = 256 * 1024;

/** A folder in the making: it has another name until it is whole. */
export interface FolderWriter {
  /** Where it is until then. */
  readonly path: string;
  /** What was written so far. */
  readonly files: readonly ManifestFile[];
  add(path: string, data: string | Uint8Array): Promise<void>;
  /** A text that is written in pieces; end it before the folder. */
  addText(path: string): Promise<TextWriter>;
  /** Gives the folder its name. */
  finish(name: string): Promise<void>;
  discard(): Promise<void>;
}

interface TextWriter {
  write(text: string): Promise<void>;
  end(): Promise<void>;
  /** Closes the file if it is still open. */
  abandon(): Promise<void>;
}

/** Begins a folder beside where it will be, so that it can be renamed. */
export async function createFolder(parent: string): Promise<FolderWriter> {
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(join(parent, ".unfinished-"));
  const files: ManifestFile[] = [];
  const texts: TextWriter[] = [];
  return {
    path,
    files,
    async add(name, data) {
      const bytes = Buffer.from(data);
      await mkdir(dirname(join(path, name)), { recursive: true });
      await writeFile(join(path, name), bytes, { flag: "wx", flush: true });
      files.push({ path: name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
    },
    async addText(name) {
      const file = await open(join(path, name), "wx");
      const text = textWriter(file, (size, sha256) => files.push({ path: name, size, sha256 }));
      texts.push(text);
      return text;
    },
    async finish(name) {
      await syncFolder(path);
      await rename(path, join(parent, name));
      await syncFolder(parent);
    },
    async discard() {
      for (const text of texts) await text.abandon();
      await rm(path, { recursive: true, force: true });
    },
  };
}

function textWriter(file: FileHandle, onEnd: (size: number, sha256: string) => void): TextWriter {
  const hash: Hash = createHash("sha256");
  let size = 0;
  let waiting = "";
  async function flush(): Promise<void> {
    const bytes = Buffer.from(waiting);
    waiting = "";
    hash.update(bytes);
    size += bytes.length;
    await file.writeFile(bytes);
  }
  return {
    async write(text) {
      waiting += text;
      if (waiting.length >= BUFFER_CHARACTERS) await flush();
    },
    async end() {
      await flush();
      await file.sync();
      await file.close();
      onEnd(size, hash.digest("hex"));
    },
    abandon: () => file.close(),
  };
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}
