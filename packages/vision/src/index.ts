export { type DoubleJpeg, detectDoubleJpeg } from "./forensics/double-jpeg/double-jpeg.ts";
export { detectScreenshot, type Screenshot } from "./forensics/screenshot/screenshot.ts";
export { type PictureContent, structureOf } from "./forensics/structure.ts";
export { likeness, likenessMin } from "./likeness/likeness.ts";
export { sketches } from "./likeness/sketch.ts";
export { type ClaimedDate, type MetadataClaims, noClaims } from "./metadata/claims.ts";
export { type PhotographMetadata, readPhotographMetadata } from "./metadata/read-photograph-claims.ts";
export { readVideoClaims } from "./metadata/video/read-video-claims.ts";
export { type Nearest, nearest, reviewDistanceMax, sameDistanceMax } from "./pdq/compare.ts";
export { bitsSet, hamming, hashFromHex, hashToHex } from "./pdq/hamming.ts";
export { type Pdq, type PdqHash, pdq } from "./pdq/hash.ts";
export { type QueryHash, queryHashes, type Variant } from "./pdq/query-hashes.ts";
export { HashIndex, HashIndexFull, type Match } from "./pdq/search/hash-index.ts";
export { probedDistanceMax, probedKeys, storedKeys } from "./pdq/search/keys.ts";
export {
  distanceSql,
  hashBits,
  hashColumns,
  hashFromBits,
  hashIndexSql,
  type SqlPart,
  withinDistance,
  withinProbedDistance,
} from "./pdq/search/sql.ts";
export { storedHashes, type WindowHash } from "./pdq/stored-hashes.ts";
export { windowsVersion } from "./pdq/windows.ts";
export type { LumaImage, Region } from "./pixels/luma-image.ts";
export { lumaOf, readLuma } from "./pixels/read-luma.ts";
export { type RgbImage, readHeicRgb, readRgb, UnreadableImage, type UnreadableReason } from "./pixels/read-rgb.ts";
export { pictureInsideBars } from "./pixels/trim.ts";
export type { ManifestSummary, Provenance } from "./provenance/provenance.ts";
export { type ProvenanceOptions, readProvenance } from "./provenance/read-provenance.ts";
export type { VideoFrameSample } from "./video/frame-luma.ts";
export type { RefusalReason } from "./video/refusal.ts";
export { type FrameSampling, type SamplingOptions, sampleFrames } from "./video/sample-frames.ts";
