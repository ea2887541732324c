import { promisify } from "node:util";
import { constants, inflate } from "node:zlib";

const inflated = promisify(inflate);
const signature_bytes = 8;
const header_bytes = 25;
/** Of a longer row its beginning is enough: a file that is a single row inflates a thousandfold. */
const lookedAtMax = 2 ** 20;

/**
 * Whether a picture begins where its header ends: a scan that ends at once, or pixels that inflate to less than a row, are none.
 * @param bytes the file's beginning, with some of what follows the header.
 */
export async function holdsPicture(media_type: string, bytes: Buffer, picture_at: number): Promise<boolean> {
  if (media_type === "image/jpeg")
    return bytes.length > picture_at && bytes.readUInt16BE(Math.min(picture_at, bytes.length - 2)) !== 0xffd9;
  return media_type !== "image/png" || (await holdsRow(bytes, picture_at));
}

/** Whether a PNG's data give at least its first row: a filter's number, then the pixels (W3C PNG, sections 7 and 9). */
async function holdsRow(bytes: Buffer, picture_at: number): Promise<boolean> {
  const header = bytes.subarray(signature_bytes + 8, signature_bytes + header_bytes);
  const row = 1 + Math.ceil((header.readUInt32BE(0) * pixelBits(header)) / 8);
  // Of an interlaced picture the first row is one of eight pixels.
  const least = header[12] === 1 ? 2 : Math.min(row, lookedAtMax);
  const data = firstData(bytes, picture_at);
  try {
    return (await inflated(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: least })).length >= least;
  } catch (error) {
    // More than a row is enough.
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
  }
}

/** By the type of colour: grey, RGB, palette, grey with alpha, RGB with alpha. */
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** How many bits a pixel takes, by what `IHDR` says. */
export function pixelBits(header: Buffer): number {
  return header[8]! * (channels[header[9]!] ?? 1);
}

/** What lies in the `IDAT` chunks, as far as the bytes go. */
function firstData(bytes: Buffer, picture_at: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = picture_at; at + 8 <= bytes.length && bytes.toString("latin1", at + 4, at + 8) === "IDAT"; ) {
    const length = bytes.readUInt32BE(at);
    parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}
