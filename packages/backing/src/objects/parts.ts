import type { Readable } from "node:stream";

/** S3 wants at least 5 MiB in every part but the last, Google multiples of 256 KiB; 10,000 parts of this size are 80 GiB. */
export const PART_BYTES = 8 * 1024 * 1024;

/** A body that fits in one part is answered whole, a longer one as the parts of its stream. */
export async function inParts(
  body: Readable | Uint8Array,
): Promise<{ whole: Uint8Array; parts?: undefined } | { whole?: undefined; parts: AsyncIterable<Buffer> }> {
  if (body instanceof Uint8Array) return { whole: body };
  const parts = split(body);
  const first = await parts.next();
  if (first.done) return { whole: new Uint8Array() };
  if (first.value.length < PART_BYTES) return { whole: first.value };
  return { parts: withFirst(first.value, parts) };
}

/** Parts of at least the size; only the last is shorter. */
async function* split(stream: Readable): AsyncGenerator<Buffer, void> {
  let chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(chunks);
}

async function* withFirst(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  yield first;
  yield* rest;
}
