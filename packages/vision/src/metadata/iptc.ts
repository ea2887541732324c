import type { MetadataClaims } from "./claims.ts";
import { claimedDate } from "./dates.ts";
import { cleanText } from "./text.ts";

/** Record 2 of IPTC-IIM 4.2: pairs of a date and a time, and the program. */
const dates = [
  { date: 55, time: 60, from: "iptc:DateCreated" },
  { date: 62, time: 63, from: "iptc:DigitalCreationDate" },
];
const program = 65;
const setsMax = 500;

/** What IPTC datasets say, wherever in the block they begin: Photoshop keeps them inside resources of its own. */
export function iptcClaims(block: Buffer): Pick<MetadataClaims, "dates" | "programs"> {
  const sets = datasets(block);
  return {
    dates: dates.flatMap(({ date, time, from }) => {
      const day = sets.get(date);
      return day === undefined ? [] : claimedDate(from, `${day}${timeOf(sets.get(time))}`, "captured");
    }),
    programs: [sets.get(program) ?? []].flat(),
  };
}

function timeOf(text = ""): string {
  return /^\d{6}([+-]\d{4})?$/.test(text) ? `T${text}` : "";
}

function datasets(block: Buffer): Map<number, string> {
  const sets = new Map<number, string>();
  let at = block.indexOf(Buffer.from([0x1c, 0x02]));
  for (let count = 0; at >= 0 && at + 5 <= block.length && count < setsMax; count += 1) {
    const [number, length] = [block[at + 2]!, block.readUInt16BE(at + 3)];
    const text = cleanText(block.subarray(at + 5, at + 5 + length));
    if (length < 0x8000 && text !== undefined && !sets.has(number)) sets.set(number, text);
    at = block.indexOf(Buffer.from([0x1c, 0x02]), at + 5);
  }
  return sets;
}
