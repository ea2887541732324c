import { cleanText } from "./text.ts";

const comment = 0xfe;
const startOfScan = 0xda;
const segmentsMax = 500;

/** The comments in a JPEG's header, where GIMP and others write their names. */
export function jpegComments(bytes: Buffer): string[] {
  const found: string[] = [];
  for (let at = 2, count = 0; at + 4 <= bytes.length && bytes[at] === 0xff && count < segmentsMax; count += 1) {
    const [marker, length] = [bytes[at + 1], bytes.readUInt16BE(at + 2)];
    if (marker === startOfScan || length < 2) break;
    if (marker === comment) found.push(cleanText(bytes.subarray(at + 4, at + 2 + length)) ?? "");
    at += 2 + length;
  }
  return found.filter((text) => text !== "");
}
