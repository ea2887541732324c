import { createHash, type Hash } from "node:crypto";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import { StartError } from "@oneheart/kernel";
import { extract } from "tar-stream";
import { CONTENT_TYPE, END, End, MANIFEST, Manifest } from "../backup/format.ts";
import { opened, type Secrets } from "../backup/seal.ts";

/** One entry between the first and the last. It must be read to its end before the next one comes. */
type Item =
  | { kind: "rows"; table: string; body: Readable }
  | { kind: "object"; key: string; content_type: string; body: Readable; size: number };

export interface Reading {
  manifest: Manifest;
  items: AsyncGenerator<Item, End>;
}

/**
 * Opens a backup. `items` ends with an error when anything in the file is not as it was written; its return value is the last
 * entry, whose counts and checksum were compared with what came.
 */
export async function readBackup(file: string, secrets: Secrets): Promise<Reading> {
  const tar = extract();
  const plain = await opened(file, secrets);
  plain.on("error", (error) => tar.destroy(error));
  plain.pipe(tar as unknown as NodeJS.WritableStream);
  const entries = (tar as unknown as AsyncIterable<Entry>)[Symbol.asyncIterator]();
  const hash = createHash("sha256");

  async function next(): Promise<Entry> {
    const { value, done } = await entries.next();
    if (done) throw new Error("it ends too early");
    return value;
  }

  async function* items(): AsyncGenerator<Item, End> {
    let [objects, bytes] = [0, manifestBytes];
    try {
      for (;;) {
        const entry = await next();
        if (entry.header.name === END) return await compared(entry, { objects, bytes, sha256: hash.digest("hex") });
        const item = itemOf(entry, hashed(hash, entry));
        objects += item.kind === "object" ? 1 : 0;
        bytes += entry.header.size;
        yield item;
        // What nobody wanted to read counts as well.
        if (!item.body.readableEnded) await finished(item.body.resume());
      }
    } catch (error) {
      throw damaged(file, error);
    } finally {
      plain.destroy();
      tar.destroy();
    }
  }

  let manifestBytes = 0;
  try {
    const first = await next();
    if (first.header.name !== MANIFEST) throw new Error("it does not begin with a manifest");
    manifestBytes = first.header.size;
    return { manifest: parseManifest(file, await json(hashed(hash, first))), items: items() };
  } catch (error) {
    plain.destroy();
    tar.destroy();
    throw damaged(file, error);
  }
}

/** What goes wrong while a backup is read is the backup's fault. */
export function damaged(file: string, error: unknown): StartError {
  return error instanceof StartError ? error : new StartError(`${file} is damaged or incomplete (${(error as Error).message}).`);
}

type Entry = AsyncIterable<Uint8Array> & { header: { name: string; size: number; pax?: Record<string, string> } };

function parseManifest(file: string, value: unknown): Manifest {
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== 1) throw new StartError(`${file} has the format ${format}, and this OneHeart reads format 1: use a newer one.`);
  return Manifest.parse(value);
}

/** The bytes of an entry, which are hashed as they are read. */
function hashed(hash: Hash, entry: Entry): Readable {
  hash.update(`${entry.header.name}\n${entry.header.size}\n`);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of entry) {
      hash.update(chunk);
      yield chunk;
    }
  }
  return Readable.from(chunks(), { objectMode: false });
}

function itemOf({ header }: Entry, body: Readable): Item {
  const { name, pax, size } = header;
  const [kind, ...rest] = name.split("/");
  if (kind === "objects" && rest.length > 0) {
    return { kind: "object", key: rest.join("/"), content_type: pax?.[CONTENT_TYPE] ?? "application/octet-stream", body, size };
  }
  if (kind === "tables" && rest.length === 3) return { kind: "rows", table: `${rest[0]}.${rest[1]}`, body };
  throw new Error(`it holds an entry "${name}", which no backup has`);
}

async function compared(entry: Entry, found: Pick<End, "objects" | "bytes" | "sha256">): Promise<End> {
  const end = End.parse(await json(entry as never));
  if (end.sha256 !== found.sha256 || end.objects !== found.objects || end.bytes !== found.bytes) {
    throw new Error("its contents do not match its checksum");
  }
  return end;
}
