import { fullRegion, type LumaImage, type Region } from "../pixels/luma-image.ts";
import { quality } from "./quality.ts";
import { sample } from "./sample.ts";
import { transform } from "./transform.ts";

/** 256 bits as eight words, bit `i` of the hash in word `i / 32`, least significant first. */
export type PdqHash = Uint32Array;

/** A hash, and how much there was to recognise (0 to 100; below 50 it says little). */
export interface Pdq {
  readonly hash: PdqHash;
  readonly quality: number;
}

/**
 * PDQ of an image or a region of it: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (Facebook, 2019),
 * section 2: luminance, Jarosz filter, 64 × 64, DCT, one bit for each of 16 × 16 coefficients above their median.
 */
export function pdq(image: LumaImage, region: Region = fullRegion(image)): Pdq {
  const picture = sample(image, region);
  return { hash: threshold(transform(picture)), quality: quality(picture) };
}

/** One bit per coefficient: whether it is above the lower median of all. */
function threshold(coefficients: Float32Array): PdqHash {
  const median = coefficients.toSorted()[coefficients.length / 2 - 1]!;
  const hash = new Uint32Array(8);
  for (let bit = 0; bit < coefficients.length; bit += 1) {
    if (coefficients[bit]! > median) hash[bit >>> 5]! |= 1 << (bit & 31);
  }
  return hash;
}
