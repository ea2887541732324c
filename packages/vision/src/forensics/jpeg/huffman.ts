import { JpegUnreadable } from "./unreadable.ts";

/** A code looked up by the next 16 bits: length in the high byte (0 = no such code), symbol in the low. */
export type HuffmanTable = Uint16Array;

/** Builds the table of a DHT segment's 16 counts and its symbols (ITU-T T.81, annex C). */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const table = new Uint16Array(65536);
  let code = 0;
  let next = 0;
  for (let length = 1; length <= 16; length++) {
    const span = 1 << (16 - length);
    for (let n = 0; n < counts[length - 1]!; n++) {
      if (code + span > 65536) throw new JpegUnreadable("malformed");
      table.fill((length << 8) | symbols[next++]!, code, code + span);
      code += span;
    }
  }
  return table;
}
