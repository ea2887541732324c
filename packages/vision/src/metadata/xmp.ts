import type { ClaimedDate, MetadataClaims } from "./claims.ts";
import { claimedDate } from "./dates.ts";
import { cleanText } from "./text.ts";

const bytesMax = 2 ** 20;
const captured = ["exif:DateTimeOriginal", "exif:DateTimeDigitized", "xmp:CreateDate", "photoshop:DateCreated"];
const changed = ["xmp:ModifyDate", "xmp:MetadataDate", "stEvt:when"];
const programs = ["xmp:CreatorTool", "stEvt:softwareAgent", "tiff:Software"];

/** What an XMP packet says, by the names that its writers use (XMP specification, part 2), as attributes or as elements. */
export function xmpClaims(packet: string): Pick<MetadataClaims, "dates" | "programs"> {
  const text = packet.slice(0, bytesMax);
  const dates = (names: readonly string[], kind: ClaimedDate["kind"]) =>
    names.flatMap((name) => valuesOf(text, name).flatMap((value) => claimedDate(name, value, kind)));
  return {
    dates: [...dates(captured, "captured"), ...dates(changed, "changed")],
    programs: programs.flatMap((name) => valuesOf(text, name).flatMap((value) => cleanText(value) ?? [])),
  };
}

function valuesOf(text: string, name: string): string[] {
  const found = text.matchAll(new RegExp(`\\b${name}\\s*(?:=\\s*["']([^"'<>]{1,200})["']|>\\s*([^<>]{1,200})<)`, "g"));
  return [...found].slice(0, 8).map(([, attribute, element]) => (attribute ?? element)!);
}
