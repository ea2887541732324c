import { type FileHandle, open } from "node:fs/promises";
import { type Box, boxAt, boxesIn } from "../boxes.ts";
import { type ClaimedDate, joinClaims, type MetadataClaims } from "../claims.ts";
import { movieDate } from "../dates.ts";
import { xmpClaims } from "../xmp.ts";
import { goproClaims } from "./gopro.ts";
import { goproSamples } from "./gopro-track.ts";
import { metaClaims, userDataClaims } from "./user-data.ts";

const outermostMax = 200;
/** An hour of film has an index of some 2 MB. */
const movieBytesMax = 32 * 2 ** 20;
const smallBytesMax = 4 * 2 ** 20;
/** The extended type of a `uuid` box that holds XMP (XMP specification, part 3). */
const xmpUuid = "be7acfcb97a942e89c71999491e3afac";

/** What an MP4 or MOV file says of its own making. Reads headers, the movie box and little else; a broken file says nothing. */
export async function readVideoClaims(path: string): Promise<MetadataClaims> {
  const file = await open(path, "r");
  try {
    const outer = await outermostBoxes(file);
    const movie = boxesIn(outer.find(({ type }) => type === "moov")?.body ?? Buffer.alloc(0));
    const own = outer.flatMap(({ type, body }) => (type === "meta" ? metaClaims(body) : type === "uuid" ? uuidClaims(body) : []));
    return joinClaims([...movie.flatMap(movieClaims), ...own, ...(await goproTrackClaims(file, movie))]);
  } finally {
    await file.close();
  }
}

function movieClaims({ type, body }: Box): Partial<MetadataClaims>[] {
  if (type === "udta") return userDataClaims(body);
  if (type === "meta") return metaClaims(body);
  if (type === "uuid") return uuidClaims(body);
  if (type === "mvhd") return [{ dates: headerDates("mvhd", body) }];
  if (type !== "trak") return [];
  const track = boxesIn(body);
  const media = boxAt(track, ["mdia", "mdhd"]);
  const own = track.flatMap((box) => (box.type === "udta" ? userDataClaims(box.body) : box.type === "meta" ? metaClaims(box.body) : []));
  return [...own, { dates: media === undefined ? [] : headerDates("mdhd", media) }];
}

/** Version and flags, then when it was made and when changed, in 32 or 64 bits. */
function headerDates(from: string, body: Buffer): ClaimedDate[] {
  const isLong = body[0] === 1;
  if (body.length < (isLong ? 20 : 12)) return [];
  const read = (index: number) => (isLong ? Number(body.readBigUInt64BE(4 + 8 * index)) : body.readUInt32BE(4 + 4 * index));
  return [...movieDate(`${from}.creation`, read(0), "captured"), ...movieDate(`${from}.modification`, read(1), "changed")];
}

function uuidClaims(body: Buffer): Partial<MetadataClaims>[] {
  return body.toString("hex", 0, 16) === xmpUuid ? [xmpClaims(body.toString("utf8", 16))] : [];
}

async function goproTrackClaims(file: FileHandle, movie: readonly Box[]): Promise<Partial<MetadataClaims>[]> {
  for (const { at, length } of goproSamples(movie)) {
    const claims = goproClaims(await read(file, at, length));
    if ((claims.positions ?? []).length > 0) return [claims];
  }
  return [];
}

/** The boxes that lie directly in the file; of those that hold no metadata only the type. */
async function outermostBoxes(file: FileHandle): Promise<Box[]> {
  const { size: total } = await file.stat();
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= total && boxes.length < outermostMax; ) {
    const head = await read(file, at, 16);
    const type = head.toString("latin1", 4, 8);
    const short = head.readUInt32BE(0);
    const header = short === 1 ? 16 : 8;
    const size = short === 0 ? total - at : short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < header) break;
    const most = type === "moov" ? movieBytesMax : ["meta", "uuid"].includes(type) ? smallBytesMax : 0;
    boxes.push({ type, body: most === 0 ? Buffer.alloc(0) : await read(file, at + header, Math.min(size - header, most)) });
    at += size;
  }
  return boxes;
}

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
