import { type HuffmanTable, huffmanTable } from "./huffman.ts";
import { JpegUnreadable } from "./unreadable.ts";

/** One colour channel of a frame. Sizes are in blocks of 8 by 8; `stride` is padded to whole MCUs. */
export interface Component {
  id: number;
  across: number;
  down: number;
  table: number;
  columns: number;
  rows: number;
  stride: number;
}

/** What SOF says. */
export interface Frame {
  progressive: boolean;
  width: number;
  height: number;
  mcu_columns: number;
  mcu_rows: number;
  components: Component[];
}

/** What SOS says, with the tables in force. */
export interface Scan {
  components: Array<{ component: Component; dc: HuffmanTable | undefined; ac: HuffmanTable | undefined }>;
  from: number;
  to: number;
  high: number;
  low: number;
  restart_interval: number;
  /** Where its entropy-coded data begins. */
  position: number;
}

/** Tables as the segments read so far define them. */
export interface Tables {
  quantisation: Array<Uint16Array | undefined>;
  dc: Array<HuffmanTable | undefined>;
  ac: Array<HuffmanTable | undefined>;
  restart_interval: number;
  /** How many Huffman tables were built: each costs time, and a file could define them without end. */
  built: number;
}

const built_max = 256;

/** DQT: steps in zigzag order. */
export function readQuantisation(segment: Uint8Array, tables: Tables): void {
  for (let at = 0; at < segment.length; ) {
    const wide = segment[at]! >> 4 !== 0;
    const id = segment[at]! & 15;
    const size = wide ? 128 : 64;
    if (id > 3 || at + 1 + size > segment.length) throw new JpegUnreadable("malformed");
    const steps = segment.subarray(at + 1, at + 1 + size);
    tables.quantisation[id] = Uint16Array.from({ length: 64 }, (_, k) => (wide ? (steps[2 * k]! << 8) | steps[2 * k + 1]! : steps[k]!));
    at += 1 + size;
  }
}

/** DHT. */
export function readHuffman(segment: Uint8Array, tables: Tables): void {
  for (let at = 0; at < segment.length; ) {
    const kind = segment[at]! >> 4;
    const id = segment[at]! & 15;
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const end = at + 17 + total;
    if (kind > 1 || id > 3 || end > segment.length || ++tables.built > built_max) throw new JpegUnreadable("malformed");
    (kind === 0 ? tables.dc : tables.ac)[id] = huffmanTable(counts, segment.subarray(at + 17, end));
    at = end;
  }
}

/** SOF0, SOF1 and SOF2: 8 bits a sample, Huffman coded. */
export function readFrame(marker: number, segment: Uint8Array): Frame {
  const [precision = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = segment;
  const height = (h1 << 8) | h0;
  const width = (w1 << 8) | w0;
  if (precision !== 8 || height === 0) throw new JpegUnreadable("unsupported");
  if (width === 0 || count === 0 || count > 4 || segment.length < 6 + 3 * count) throw new JpegUnreadable("malformed");
  const parts = Array.from({ length: count }, (_, n) => segment.subarray(6 + 3 * n, 9 + 3 * n));
  const factors = parts.map((part) => ({ across: part[1]! >> 4, down: part[1]! & 15 }));
  if (factors.some(({ across, down }) => across < 1 || across > 4 || down < 1 || down > 4)) throw new JpegUnreadable("malformed");
  const across_max = Math.max(...factors.map(({ across }) => across));
  const down_max = Math.max(...factors.map(({ down }) => down));
  const mcu_columns = Math.ceil(width / (8 * across_max));
  const mcu_rows = Math.ceil(height / (8 * down_max));
  const components = factors.map(({ across, down }, n) => ({
    id: parts[n]![0]!,
    across,
    down,
    table: parts[n]![2]!,
    columns: Math.ceil(Math.ceil((width * across) / across_max) / 8),
    rows: Math.ceil(Math.ceil((height * down) / down_max) / 8),
    stride: mcu_columns * across,
  }));
  return { progressive: marker === 0xc2, width, height, mcu_columns, mcu_rows, components };
}

/** SOS. */
export function readScan(segment: Uint8Array, frame: Frame, tables: Tables, position: number): Scan {
  const count = segment[0] ?? 0;
  if (count < 1 || count > 4 || segment.length < 4 + 2 * count) throw new JpegUnreadable("malformed");
  const components = Array.from({ length: count }, (_, n) => {
    const component = frame.components.find(({ id }) => id === segment[1 + 2 * n]);
    if (component === undefined) throw new JpegUnreadable("malformed");
    const selectors = segment[2 + 2 * n]!;
    return { component, dc: tables.dc[selectors >> 4], ac: tables.ac[selectors & 15] };
  });
  const [from = 0, to = 0, bits = 0] = segment.subarray(1 + 2 * count);
  if (from > to || to > 63 || (bits & 15) > 13) throw new JpegUnreadable("malformed");
  return { components, from, to, high: bits >> 4, low: bits & 15, restart_interval: tables.restart_interval, position };
}
