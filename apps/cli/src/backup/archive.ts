import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { pack } from "tar-stream";
import { END, type End } from "./format.ts";

/** Writes the entries of a backup one after another, and counts them. */
export interface Archive {
  /** The bytes of the archive, for whoever encrypts them. */
  stream: AsyncIterable<Uint8Array>;
  add(name: string, body: Uint8Array): Promise<void>;
  addStream(name: string, body: Readable, about: { size: number; pax: Record<string, string> }): Promise<void>;
  /** Writes the last entry. */
  finish(counts: Pick<End, "rows" | "objects">): Promise<End>;
  /** Makes the stream end with this error. */
  fail(error: Error): void;
}

export function createArchive(): Archive {
  const tar = pack();
  const hash = createHash("sha256");
  let bytes = 0;

  // tar-stream writes such a header (POSIX pax), which its types do not name.
  async function put(
    headers: { name: string; size: number; pax?: Record<string, string> },
    body: AsyncIterable<Uint8Array> | Uint8Array[],
  ): Promise<void> {
    hash.update(`${headers.name}\n${headers.size}\n`);
    const { promise: written, resolve, reject } = Promise.withResolvers<void>();
    const entry = tar.entry({ ...headers, mode: 0o600 }, (error) => (error ? reject(error) : resolve()));
    written.catch(() => undefined);
    for await (const chunk of body) {
      hash.update(chunk);
      bytes += chunk.length;
      if (!entry.write(chunk)) await Promise.race([once(entry, "drain"), written]);
    }
    entry.end();
    await written;
  }

  return {
    stream: tar,
    add: (name, body) => put({ name, size: body.length }, [body]),
    addStream: (name, body, { size, pax }) => put({ name, size, pax }, body),
    async finish(counts) {
      const end: End = { ...counts, bytes, sha256: hash.digest("hex") };
      const body = Buffer.from(JSON.stringify(end));
      tar.entry({ name: END, size: body.length, mode: 0o600 }, body);
      tar.finalize();
      return end;
    },
    fail: (error) => tar.destroy(error),
  };
}
