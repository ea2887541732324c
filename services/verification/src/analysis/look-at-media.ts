import { readFile } from "node:fs/promises";
import {
  type DoubleJpeg,
  detectDoubleJpeg,
  detectScreenshot,
  type PictureContent,
  type Provenance,
  readProvenance,
  readVideoClaims,
  type Screenshot,
} from "@oneheart/vision";
import { metadataFactsOf } from "../assessment/rules/exif-facts.ts";
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
  /** What there is to see. */
  picture?: PictureContent;
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
  const { media, tags, claims, size, picture } = await readImage(bytes, media_type, pixels_max);
  const exif = metadataFactsOf(tags, claims, time_zone);
  const provenance = await readProvenance(bytes, media_type, { trust_anchors });
  if (media.sound === "no") return { media, exif, hashes: broken, provenance };
  return {
    media,
    exif,
    ...(picture === undefined ? { hashes: undecodable } : await hashPhotograph(picture, size)),
    screenshot: picture && (await detectScreenshot(picture)),
    double_jpeg: media_type === "image/jpeg" ? detectDoubleJpeg(bytes) : undefined,
    provenance,
  };
}

/** Looks at the pictures of a video, at what its metadata says, and at its signed history. */
export async function lookAtVideo(video: MediaToLookAt): Promise<Pick<MediaFindings, "exif" | "hashes" | "picture" | "provenance">> {
  const { path, media_type, size_bytes, time_zone, trust_anchors } = video;
  const exif = metadataFactsOf(undefined, await readVideoClaims(path), time_zone);
  const isSmall = size_bytes <= signedBytesMax;
  const provenance = isSmall ? await readProvenance(await readFile(path), media_type, { trust_anchors }) : undefined;
  return { exif, ...(await hashVideo(path)), provenance };
}
