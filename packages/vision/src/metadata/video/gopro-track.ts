import { type Box, boxAt, boxesIn } from "../boxes.ts";

/** Where a sample lies in the file. */
export interface SamplePlace {
  readonly at: number;
  readonly length: number;
}

/** The first seconds may be without a fix. */
const samplesMax = 12;
const sampleMax = 256 * 1024;

/** The first sample of some chunks of a movie's track of GoPro metadata (`gpmd`): one a second, spread over the movie. */
export function goproSamples(movie: readonly Box[]): SamplePlace[] {
  for (const { type, body } of movie) {
    const table = type === "trak" ? boxAt(boxesIn(body), ["mdia", "minf", "stbl"]) : undefined;
    const boxes = table === undefined ? [] : boxesIn(table);
    const stsd = boxAt(boxes, ["stsd"]);
    if (stsd === undefined || stsd.toString("latin1", 12, 16) !== "gpmd") continue;
    return places(boxes);
  }
  return [];
}

function places(table: readonly Box[]): SamplePlace[] {
  const offsets = chunkOffsets(table);
  const sizes = boxAt(table, ["stsz"]);
  if (sizes === undefined || sizes.length < 12) return [];
  const same = sizes.readUInt32BE(4);
  // Where every sample has its own size, the first one's is enough room for its like.
  const length = Math.min(sampleMax, same === 0 ? largest(sizes) : same);
  const step = Math.max(1, Math.floor(offsets.length / samplesMax));
  return offsets
    .filter((_, index) => index % step === 0)
    .slice(0, samplesMax)
    .map((at) => ({ at, length }));
}

function largest(sizes: Buffer): number {
  const count = Math.min(sizes.readUInt32BE(8), Math.floor((sizes.length - 12) / 4), 10_000);
  return Math.max(0, ...Array.from({ length: count }, (_, index) => sizes.readUInt32BE(12 + 4 * index)));
}

function chunkOffsets(table: readonly Box[]): number[] {
  const short = boxAt(table, ["stco"]);
  const long = short === undefined ? boxAt(table, ["co64"]) : undefined;
  const [bytes, width] = [short ?? long, short === undefined ? 8 : 4];
  if (bytes === undefined || bytes.length < 8) return [];
  const count = Math.min(bytes.readUInt32BE(4), Math.floor((bytes.length - 8) / width), 100_000);
  return Array.from({ length: count }, (_, index) =>
    width === 4 ? bytes.readUInt32BE(8 + 4 * index) : Number(bytes.readBigUInt64BE(8 + 8 * index)),
  );
}
