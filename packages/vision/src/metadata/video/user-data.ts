import { type Box, boxesIn, metaBoxes } from "../boxes.ts";
import type { MetadataClaims } from "../claims.ts";
import { claimedDate } from "../dates.ts";
import { parseIso6709, validPosition } from "../position.ts";
import { cleanText } from "../text.ts";
import { xmpClaims } from "../xmp.ts";
import { goproClaims } from "./gopro.ts";
import { keyClaims, valuesOf } from "./keys.ts";

type Part = Partial<MetadataClaims>;

/** What `udta` says: QuickTime's texts (`©xyz`), 3GPP's place (`loci`), GoPro's boxes, XMP, and a `meta` of its own. */
export function userDataClaims(body: Buffer): Part[] {
  return boxesIn(body).flatMap(claimsOf);
}

function claimsOf({ type, body }: Box): Part[] {
  if (type === "loci") return [{ positions: lociPosition(body) }];
  if (type === "meta") return metaClaims(body);
  if (type === "XMP_") return [xmpClaims(body.toString("utf8"))];
  if (type === "GPMF") return [goproClaims(body)];
  if (type === "FIRM") return [{ programs: [cleanText(body) ?? []].flat() }];
  const text = textIn(body);
  return text === undefined ? [] : [textClaims(type, text)];
}

/** The `meta` of a movie or of its user data: Apple's and Android's named keys, or a list by four letters. */
export function metaClaims(body: Buffer): Part[] {
  const boxes = metaBoxes(body);
  const list = boxes.find(({ type }) => type === "ilst")?.body;
  if (list === undefined) return [];
  const keys = boxes.find(({ type }) => type === "keys")?.body;
  if (keys !== undefined) return keyClaims(keys, list);
  return boxesIn(list).flatMap(({ type, body }) => valuesOf(body).map((value) => textClaims(type, value)));
}

function textClaims(type: string, text: string): Part {
  switch (type) {
    case "©xyz":
      return { positions: parseIso6709(text) };
    case "©day":
      return { dates: claimedDate(type, text, "captured") };
    case "©too":
    case "©swr":
    case "©enc":
      return { programs: [text] };
    // A model alone is better than nothing; named keys come first where there are both.
    case "©mod":
    case "©mdl":
      return { camera: text };
    default:
      return {};
  }
}

/** Length and language, then the text; some writers leave those out. */
function textIn(body: Buffer): string | undefined {
  if (body.length < 4) return undefined;
  const length = body.readUInt16BE(0);
  return cleanText(length > 0 && length + 4 <= body.length ? body.subarray(4, 4 + length) : body);
}

/** 3GPP TS 26.244: a language, a name that ends with a zero, a role, then longitude and latitude in 16.16 bits. */
function lociPosition(body: Buffer): { lat: number; lng: number }[] {
  const wide = body.length > 8 && (body.readUInt16BE(6) === 0xfeff || body.readUInt16BE(6) === 0xfffe);
  const nameEnd = wide ? body.indexOf(Buffer.from([0, 0]), 8) + 1 : body.indexOf(0, 6);
  const at = nameEnd + 2;
  if (nameEnd < 6 || at + 8 > body.length) return [];
  return validPosition(body.readInt32BE(at + 4) / 65536, body.readInt32BE(at) / 65536);
}
