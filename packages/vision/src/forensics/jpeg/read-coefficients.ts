import { decodeScan, type Plane } from "./decode-scan.ts";
import { type Frame, readFrame, readHuffman, readQuantisation, readScan, type Scan, type Tables } from "./segments.ts";
import { JpegUnreadable } from "./unreadable.ts";

/** The quantised coefficients of a JPEG's first component: luma, where there is colour. */
export interface JpegCoefficients {
  /** 64 a block in zigzag order, in rows of `stride` blocks. */
  coefficients: Int16Array;
  /** Steps in zigzag order. */
  quantisation: Uint16Array;
  width: number;
  height: number;
  columns: number;
  rows: number;
  stride: number;
  /** False when only the first blocks were read. */
  is_whole: boolean;
}

const scans_max = 40;

/**
 * Reads coefficients from the entropy-coded data (ITU-T T.81; sequential and progressive Huffman, 8 bits). No pixel is decoded.
 * Of a sequential file at most the first `blocks_max` blocks are read, or `blocks_first` where less is enough; a progressive one
 * must not have more than `blocks_max`.
 * @throws {JpegUnreadable} for what is damaged, too large, or coded in another way.
 */
export function readCoefficients(
  bytes: Uint8Array,
  { blocks_max = 262_144, blocks_first = blocks_max }: { blocks_max?: number; blocks_first?: number } = {},
): JpegCoefficients {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new JpegUnreadable("not_jpeg");
  const tables: Tables = { quantisation: [], dc: [], ac: [], restart_interval: 0, built: 0 };
  let frame: Frame | undefined;
  let plane: Plane | undefined;
  let scans = 0;
  for (let position = 2; ; ) {
    const { marker, start, end } = nextSegment(bytes, position);
    if (marker === 0xd9) break;
    const segment = bytes.subarray(start, end);
    position = end;
    if (marker === 0xdb) readQuantisation(segment, tables);
    else if (marker === 0xc4) readHuffman(segment, tables);
    else if (marker === 0xdd) tables.restart_interval = ((segment[0] ?? 0) << 8) | (segment[1] ?? 0);
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8) {
      if (marker > 0xc2) throw new JpegUnreadable("unsupported");
      if (frame !== undefined) throw new JpegUnreadable("malformed");
      frame = readFrame(marker, segment);
      plane = emptyPlane(frame, blocks_max, blocks_first);
    } else if (marker === 0xda) {
      if (frame === undefined || plane === undefined || ++scans > scans_max) throw new JpegUnreadable("malformed");
      const scan = readScan(segment, frame, tables, position);
      requireTables(scan, frame);
      decodeScan(bytes, scan, frame, plane);
      const complete = !frame.progressive && scan.components.some(({ component }) => component === frame?.components[0]);
      if (complete) break;
      position = nextMarker(bytes, position);
    }
  }
  return result(frame, plane, tables, scans);
}

function result(frame: Frame | undefined, plane: Plane | undefined, tables: Tables, scans: number): JpegCoefficients {
  if (frame === undefined || plane === undefined || scans === 0) throw new JpegUnreadable("truncated");
  const { columns, rows, stride, table } = plane.component;
  const quantisation = tables.quantisation[table];
  if (quantisation === undefined || quantisation.includes(0)) throw new JpegUnreadable("malformed");
  const { width, height } = frame;
  const is_whole = plane.coefficients.length >= 64 * stride * rows;
  return { coefficients: plane.coefficients, quantisation, width, height, columns, rows, stride, is_whole };
}

function emptyPlane(frame: Frame, blocks_max: number, blocks_first: number): Plane {
  const component = frame.components[0]!;
  const blocks = component.stride * frame.mcu_rows * component.down;
  if (frame.progressive && blocks > blocks_max) throw new JpegUnreadable("size");
  const kept = frame.progressive ? blocks : Math.min(blocks, blocks_first);
  return { component, blocks_max: kept, coefficients: new Int16Array(kept * 64) };
}

/** A scan must have the tables that it will use, and a shape that its kind of file allows. */
function requireTables({ components, from, to, high }: Scan, { progressive }: Frame): void {
  const whole = from === 0 && to === 63;
  const shape = progressive ? (from === 0 ? to === 0 : components.length === 1) : whole && high === 0;
  const dc = from > 0 || high > 0 || components.every((part) => part.dc !== undefined);
  const ac = to === 0 || components.every((part) => part.ac !== undefined);
  if (!shape || !dc || !ac) throw new JpegUnreadable("malformed");
}

function nextSegment(bytes: Uint8Array, from: number): { marker: number; start: number; end: number } {
  let at = from;
  if (bytes[at] !== 0xff) throw new JpegUnreadable(at >= bytes.length ? "truncated" : "malformed");
  while (bytes[at] === 0xff) at++;
  const marker = bytes[at];
  if (marker === undefined) throw new JpegUnreadable("truncated");
  if (marker === 0xd9 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) return { marker, start: at + 1, end: at + 1 };
  const length = ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  const end = at + 1 + length;
  if (length < 2) throw new JpegUnreadable("malformed");
  if (end > bytes.length) throw new JpegUnreadable("truncated");
  return { marker, start: at + 3, end };
}

/** The marker that ends entropy-coded data; restart markers are part of it. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)) return at;
  }
  throw new JpegUnreadable("truncated");
}
