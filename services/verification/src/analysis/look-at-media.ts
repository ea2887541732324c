import { readFile } from "node:fs/promises";
import { type DoubleJpeg, detectDoubleJpeg, detectScreenshot, type Provenance, readProvenance, type Screenshot } from "@oneheart/vision";
import { exifFactsOf } from "../assessment/rules/exif-facts.ts";
import type { ExifFacts, MediaFacts } from "../assessment/rules/facts.ts";
import { type FileHashes, hashPhotograph, hashVideo } from "../pictures/hash-pictures.ts";
import { readImage } from "./read-image.ts";

/** A file to look at, which lies on this machine. */
export interface MediaToLookAt {
  path: string;
  media_type: string;
  size_bytes: number;
  /** The zone's, for clocks that do not name theirs. */
  time_zone: string | undefined;
  pixels_max: number;
  /** Certificates (PEM) of those whose signed captures are trusted. */
  trust_anchors: string;
}

/** What is in a file. Plain values. */
export interface MediaFindings {
  media: MediaFacts;
  exif: ExifFacts | null;
  hashes: FileHashes;
  /** Of photographs. */
  screenshot?: Screenshot;
  double_jpeg?: DoubleJpeg;
  provenance?: Provenance;
}

const broken: FileHashes = { state: "not_evaluated", reason: "broken" };
const undecodable: FileHashes = { state: "not_evaluated", reason: "undecodable" };
/** Files beyond this size are not read into memory for their signed history. */
const signedBytesMax = 64 * 2 ** 20;

/** Looks at a photograph: the heavy part of its analysis, run in a process that may die of it. */
export async function lookAtPhotograph({ path, media_type, time_zone, pixels_max, trust_anchors }: MediaToLookAt): Promise<MediaFindings> {
  const bytes = await readFile(path);
  const { media, tags, picture } = await readImage(bytes, media_type, pixels_max);
  const exif = tags === undefined ? null : exifFactsOf(tags, time_zone);
  const provenance = await readProvenance(bytes, media_type, { trust_anchors });
  if (media.sound === "no") return { media, exif, hashes: broken, provenance };
  return {
    media,
    exif,
    hashes: picture === undefined ? undecodable : await hashPhotograph(picture),
    screenshot: await detectScreenshot(picture ?? bytes, pixels_max),
    double_jpeg: media_type === "image/jpeg" ? detectDoubleJpeg(bytes) : undefined,
    provenance,
  };
}

/** Looks at the pictures of a video, and at its signed history. */
export async function lookAtVideo(video: MediaToLookAt): Promise<Pick<MediaFindings, "hashes" | "provenance">> {
  const { path, media_type, size_bytes, trust_anchors } = video;
  const isSmall = size_bytes <= signedBytesMax;
  const provenance = isSmall ? await readProvenance(await readFile(path), media_type, { trust_anchors }) : undefined;
  return { hashes: await hashVideo(path), provenance };
}
