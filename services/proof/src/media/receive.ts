import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { inputWords, type MediaType, type proofContract } from "@oneheart/contracts";
import { type Context, commonError, isOperationError } from "@oneheart/kernel";
import { headBytes, isImage, mediaTypeOf } from "../rules/media-type.ts";
import { walkerFor } from "../rules/structure/structure.ts";
import type { Structure } from "../rules/structure/walk.ts";
import { proofSettings } from "../settings.ts";

export type SubmitContext = Context<typeof proofContract.operations.submitProof>;

/** A file that lies in the object store. */
export interface ReceivedMedia {
  media_type: MediaType;
  /** `sha256:` and 64 hexadecimal digits. */
  media_hash: string;
  size_bytes: number;
  structure: Structure;
}

/**
 * Streams a file to the object store while its hash, size and outline are taken; it is never whole in memory.
 * The type is decided by the first bytes. One that is too large or breaks off is not stored; one whose outline is broken is.
 */
export async function receiveMedia(source: Readable, key: string, ctx: SubmitContext): Promise<ReceivedMedia> {
  const chunks = readChunks(source);
  try {
    const head = await readHead(chunks);
    if (head.length === 0) ctx.fail("media_empty");
    const media_type = (await mediaTypeOf(head)) ?? ctx.fail("media_type_unsupported");
    const meter = createMeter(media_type, ctx);
    await store(key, media_type, meter.measure(head, chunks), ctx);
    return { media_type, ...meter.result() };
  } finally {
    await chunks.return(undefined);
  }
}

async function store(key: string, media_type: MediaType, body: AsyncGenerator<Buffer>, ctx: SubmitContext): Promise<void> {
  let refusal: unknown;
  const watched = async function* (): AsyncGenerator<Buffer> {
    try {
      yield* body;
    } catch (error) {
      refusal = error;
      throw error;
    }
  };
  // A store may wrap what the source threw; the caller is told the source's own reason.
  await ctx.backing.objects.put(key, Readable.from(watched()), { content_type: media_type }).catch((error: unknown) => {
    throw refusal ?? error;
  });
}

function createMeter(media_type: MediaType, ctx: SubmitContext) {
  const { IMAGE_MAX_BYTES, VIDEO_MAX_BYTES } = ctx.settings(proofSettings);
  const max_bytes = isImage(media_type) ? IMAGE_MAX_BYTES : VIDEO_MAX_BYTES;
  const hash = createHash("sha256");
  const walker = walkerFor(media_type);
  let size_bytes = 0;

  function count(chunk: Buffer): Buffer {
    size_bytes += chunk.length;
    if (size_bytes > max_bytes) ctx.fail("media_too_large", { max_bytes });
    hash.update(chunk);
    walker.push(chunk);
    return chunk;
  }

  return {
    async *measure(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
      yield count(head);
      for await (const chunk of rest) yield count(chunk);
    },
    result(): Omit<ReceivedMedia, "media_type"> {
      const structure = walker.end() ?? ctx.fail("media_unreadable", { media_type });
      return { media_hash: `sha256:${hash.digest("hex")}`, size_bytes, structure };
    },
  };
}

/** Enough of the first chunks to know the type by; all there is when the file is shorter. */
async function readHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < headBytes; ) {
    const next = await chunks.next();
    if (next.done) break;
    parts.push(next.value);
    length += next.value.length;
  }
  return Buffer.concat(parts);
}

/** A sender that breaks off is a malformed upload, not a fault of ours. */
async function* readChunks(source: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of source) yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  } catch (error) {
    throw isOperationError(error) ? error : commonError("malformed_upload", { message: inputWords.form_cut_off });
  }
}
