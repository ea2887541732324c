import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { BaseContext } from "@oneheart/kernel";
import { signFiles } from "@oneheart/tlog";
import { makeZip } from "client-zip";
import type { WrittenFile } from "../../rules/export/manifest.ts";
import { analyticsState } from "../../state.ts";
import { type ExportRow, exportStore } from "../../store/exports.ts";
import { filesFor } from "./files.ts";
import { gatherBundle } from "./gather.ts";
import { exportKeyOf } from "./links.ts";

const PIECE_CHARACTERS = 64 * 1024;

/** Writes a bundle into the object store, piece by piece. Harmless to repeat: the bundle appears whole or not at all. */
export async function buildExport(ctx: BaseContext, row: ExportRow): Promise<void> {
  const store = exportStore(ctx);
  const data = await gatherBundle(ctx, row);
  const files = filesFor(data);
  const written: WrittenFile[] = [];
  let note = "";

  async function* entries() {
    const lastModified = row.created_at;
    for (const { name, media_type, content } of files) {
      await store.progress(row.id, written.length);
      const measured = measure();
      yield { name, lastModified, input: measured.read(pieces(content(data, written))) };
      written.push({ name, media_type, ...measured.result() });
    }
    const title = "OneHeart government export";
    note = signFiles({ title, id: row.id, made_at: row.created_at, files: written }, ctx.state(analyticsState).exportSigner);
    yield { name: "manifest.note", lastModified, input: note };
  }

  const whole = measure();
  const zip = Readable.fromWeb(makeZip(entries()) as ReadableStream);
  await ctx.backing.objects.put(exportKeyOf(row.id), Readable.from(whole.read(zip)), { content_type: "application/zip" });
  const { bytes, sha256 } = whole.result();
  const { ledger } = data;
  const sealed = { tree_size: ledger?.checkpoint.size ?? null, checkpoint: ledger?.checkpoint.note ?? null };
  await store.finish(row.id, { ready_at: ctx.clock.now(), size_bytes: bytes, sha256, note, ...sealed }, written.length + 1);
}

/** Counts and hashes what is read through it. */
function measure() {
  const hash = createHash("sha256");
  let bytes = 0;
  return {
    async *read(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    result: () => ({ bytes, sha256: hash.digest("hex") }),
  };
}

/** Lines gathered to pieces of some size: a chunk for each line would take longer than making it. */
function* pieces(lines: Iterable<string>): Generator<Uint8Array> {
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = "";
  }
  yield Buffer.from(piece);
}
