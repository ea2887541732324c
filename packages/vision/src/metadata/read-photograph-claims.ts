import sharp from "sharp";
import { joinClaims, type MetadataClaims } from "./claims.ts";
import { claimedDate } from "./dates.ts";
import { heicMetadata } from "./heic-items.ts";
import { iptcClaims } from "./iptc.ts";
import { jpegComments } from "./jpeg-comments.ts";
import { type PngText, pngTexts, withoutPngTexts } from "./png.ts";
import { cleanText } from "./text.ts";
import { xmpClaims } from "./xmp.ts";

/** What a photograph's file says of its making. */
export interface PhotographMetadata {
  /** The TIFF block with its EXIF. */
  readonly exif: Buffer | undefined;
  /** What stands elsewhere: XMP, IPTC, comments, PNG's texts. */
  readonly claims: MetadataClaims;
  /** In pixels, as the file has them; not of a HEIC. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** What stands before the TIFF block in JPEG and WebP, but not in PNG. */
const exifPrefix = Buffer.from("Exif\0\0");
/** Image generators write their settings under these names. */
const generatorTexts = ["parameters", "prompt", "workflow"];

/** The metadata of a JPEG, PNG, WebP or HEIC. Nothing is decoded; a file that cannot be read says nothing. */
export async function readPhotographMetadata(bytes: Buffer, media_type: string): Promise<PhotographMetadata> {
  if (media_type === "image/heic") {
    const { exif, xmp } = heicMetadata(bytes);
    return { exif, claims: joinClaims(xmp === undefined ? [] : [xmpClaims(xmp)]), size: undefined };
  }
  const found = await sharp(withoutPngTexts(bytes), { limitInputPixels: false })
    .metadata()
    .catch(() => undefined);
  const comments = media_type === "image/jpeg" ? jpegComments(bytes) : [];
  const texts = media_type === "image/png" ? pngTexts(bytes) : [];
  const claims = joinClaims([
    ...(found?.xmp ? [xmpClaims(found.xmp.toString("utf8"))] : []),
    ...(found?.iptc ? [iptcClaims(found.iptc)] : []),
    ...texts.map(textClaims),
    { programs: comments },
  ]);
  const size = found && { width: found.width, height: found.height };
  return { exif: found?.exif && tiffIn(found.exif), claims, size };
}

function tiffIn(exif: Buffer): Buffer {
  return exif.subarray(0, exifPrefix.length).equals(exifPrefix) ? exif.subarray(exifPrefix.length) : exif;
}

function textClaims({ keyword, text }: PngText): Partial<MetadataClaims> {
  if (/^creation time$/i.test(keyword)) return { dates: claimedDate("png:Creation Time", text, "captured") };
  if (/^xml:com\.adobe\.xmp$/i.test(keyword)) return xmpClaims(text);
  if (generatorTexts.includes(keyword)) return { programs: [`Stable Diffusion (${keyword})`] };
  return /^(software|comment|source)$/i.test(keyword) ? { programs: [cleanText(text) ?? []].flat() } : {};
}
