import { open } from "node:fs/promises";
import { join } from "node:path";
import { TlogError } from "../errors.ts";
import { type LogReader, logReader } from "../log/log-reader.ts";

/** Reads a log from a folder that holds `checkpoint` and `tile/`. `resource_unreadable` for any failure but a file that is not there. */
export function folderLogReader(folder: string): LogReader {
  return logReader(async (path, bytesMax) => {
    try {
      return await readFile(join(folder, path), bytesMax);
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      if (code === "ENOENT") return undefined;
      if (cause instanceof TlogError) throw cause;
      throw new TlogError("resource_unreadable", `${path}: ${message}`, { cause });
    }
  });
}

async function readFile(file: string, bytesMax: number): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size > bytesMax) throw new TlogError("resource_too_large", `${file}: ${size} of ${bytesMax} bytes`);
    // Into memory of the right size: handle.readFile takes several reads, which shows when there are thousands of files.
    const data = new Uint8Array(size);
    for (let length = 0; length < size; ) {
      const { bytesRead } = await handle.read(data, length, size - length, length);
      if (bytesRead === 0) throw new TlogError("resource_unreadable", `${file}: ends at ${length} of ${size} bytes`);
      length += bytesRead;
    }
    return data;
  } finally {
    await handle.close();
  }
}
