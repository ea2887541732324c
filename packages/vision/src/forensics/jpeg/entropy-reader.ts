import type { HuffmanTable } from "./huffman.ts";
import { JpegUnreadable } from "./unreadable.ts";

/** Reads the bits of entropy-coded data, without the stuffed zero bytes, up to the next marker. */
export class EntropyReader {
  readonly #bytes: Uint8Array;
  #position: number;
  #buffer = 0;
  #bits = 0;
  /** How many of the buffer's last bits stand for data beyond the end. They may be looked at, never taken. */
  #missing = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.#position = position;
  }

  /** The next Huffman symbol. */
  symbol(table: HuffmanTable): number {
    if (this.#bits < 16) this.#fill();
    const entry = table[(this.#buffer >>> (this.#bits - 16)) & 0xffff]!;
    if (entry === 0) throw new JpegUnreadable("malformed");
    this.#take(entry >> 8);
    return entry & 255;
  }

  /** The next bits as an unsigned number; at most 16. */
  receive(count: number): number {
    if (count === 0) return 0;
    if (this.#bits < count) this.#fill();
    const value = (this.#buffer >>> (this.#bits - count)) & ((1 << count) - 1);
    this.#take(count);
    return value;
  }

  /** A signed value of a magnitude category (T.81, EXTEND). */
  extended(category: number): number {
    if (category > 15) throw new JpegUnreadable("malformed");
    const value = this.receive(category);
    return category > 0 && value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
  }

  /** Passes over the restart marker that must stand here. */
  restart(): void {
    this.#buffer = this.#bits = this.#missing = 0;
    const marker = this.#bytes[this.#position + 1] ?? 0;
    if (this.#bytes[this.#position] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new JpegUnreadable("truncated");
    this.#position += 2;
  }

  #take(count: number): void {
    this.#bits -= count;
    if (this.#bits < this.#missing) throw new JpegUnreadable("truncated");
  }

  #fill(): void {
    while (this.#bits <= 24) {
      const byte = this.#bytes[this.#position];
      const stuffed = byte === 0xff && this.#bytes[this.#position + 1] === 0;
      if (byte === undefined || (byte === 0xff && !stuffed)) {
        this.#missing += 8;
        this.#buffer <<= 8;
      } else {
        this.#buffer = (this.#buffer << 8) | byte;
        this.#position += stuffed ? 2 : 1;
      }
      this.#bits += 8;
    }
  }
}
