import {
  hashBits,
  type LumaImage,
  lumaOf,
  type PictureContent,
  quarterTurns,
  queryHashes,
  type RgbImage,
  sampleFrames,
  sketches,
  storedHashes,
  structureOf,
} from "@oneheart/vision";

/** The perceptual hashes of one picture, each as 256 zeros and ones, and by what a likeness is confirmed. */
export interface PictureHashes {
  /** 0 for a photograph, else the number of the frame. */
  frame: number;
  full: string;
  /** The whole picture, its cuts and its turns: what others are compared with. */
  windows: string[];
  /** The picture as it is, mirrored, turned, inside its bars: what is looked up. */
  queries: string[];
  /** Those of them that are not turned. */
  upright: string[];
  /** On its side and on its head: looked for among whole pictures only. */
  quarters: string[];
  /** The whole first: that one is kept. */
  sketches: [LumaImage, ...LumaImage[]];
}

/** The hashes of a file, or why there are none. */
export type FileHashes = { state: "evaluated"; pictures: PictureHashes[] } | { state: "not_evaluated"; reason: string };

/** Below this quality a hash says little (PDQ's authors' advice). */
const qualityMin = 50;

/** The hashes of a photograph or of a video's frames, and what there is to see. */
export interface LookedAt {
  hashes: FileHashes;
  picture?: PictureContent;
}

/** Hashes a photograph, which was read small; `size` is that of its file. */
export async function hashPhotograph(picture: RgbImage, size: { width: number; height: number } = picture): Promise<LookedAt> {
  const { width, height } = size;
  const image = await lumaOf(picture);
  return { hashes: hashesOf([{ frame: 0, image }]), picture: { width, height, structure: structureOf(image) } };
}

/** Hashes frames spread over a video. */
export async function hashVideo(path: string): Promise<LookedAt> {
  const sampling = await sampleFrames(path);
  if (sampling.state === "not_evaluated") return { hashes: sampling };
  const { width, height, frames } = sampling;
  const structure = Math.max(...frames.map(({ image }) => structureOf(image)));
  return { hashes: hashesOf(frames.map(({ image }, frame) => ({ frame, image }))), picture: { width, height, structure } };
}

function hashesOf(images: ReadonlyArray<{ frame: number; image: LumaImage }>): FileHashes {
  const seen = new Set<string>();
  const pictures = images.flatMap(({ frame, image }) => {
    const hashes = hashesOfPicture(frame, image);
    if (hashes === undefined || seen.has(hashes.full)) return [];
    seen.add(hashes.full);
    return [hashes];
  });
  return pictures.length === 0 ? { state: "not_evaluated", reason: "featureless" } : { state: "evaluated", pictures };
}

/** Nothing when there is nothing in it to recognise. */
function hashesOfPicture(frame: number, image: LumaImage): PictureHashes | undefined {
  const [full, ...parts] = storedHashes(image);
  if (full === undefined || full.quality < qualityMin) return undefined;
  const windows = [full, ...parts.filter((part) => part.quality >= qualityMin)];
  const queries = queryHashes(image).filter((query) => query.quality >= qualityMin);
  const upright = queries.filter(({ variant }) => variant.turned_degrees === 0);
  const bits = (hashes: ReadonlyArray<{ hash: Uint32Array }>) => [...new Set(hashes.map(({ hash }) => hashBits(hash)))];
  return {
    frame,
    full: hashBits(full.hash),
    windows: bits(windows),
    queries: bits(queries),
    upright: bits(upright),
    quarters: bits(quarterTurns(image).filter(({ quality }) => quality >= qualityMin)),
    sketches: sketches(image),
  };
}
