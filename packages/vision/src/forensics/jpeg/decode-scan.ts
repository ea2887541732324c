import { decodeSequential, refineAc, startAc } from "./decode-block.ts";
import { EntropyReader } from "./entropy-reader.ts";
import type { ScanState } from "./scan-state.ts";
import type { Component, Frame, Scan } from "./segments.ts";

/** The coefficients of the first component being filled in: 64 a block in zigzag order, blocks in rows of its stride. */
export interface Plane {
  component: Component;
  coefficients: Int16Array;
  /** Blocks from here on are beyond what is kept. */
  blocks_max: number;
}

/** Where a block's coefficients go: the plane's, or a spare block for what is decoded only to get past it. */
interface Place {
  coefficients: Int16Array;
  offset: number;
}

/** Decodes one scan as far as it concerns the plane. Scans of other components alone are passed over. */
export function decodeScan(bytes: Uint8Array, scan: Scan, frame: Frame, plane: Plane): void {
  if (!scan.components.some(({ component }) => component === plane.component)) return;
  const state: ScanState = { reader: new EntropyReader(bytes, scan.position), predictions: new Int32Array(4), run: 0 };
  const spare: Place = { coefficients: new Int16Array(64), offset: 0 };
  const alone = scan.components.length === 1;
  const columns = alone ? plane.component.columns : frame.mcu_columns;
  const rows = alone ? plane.component.rows : frame.mcu_rows;

  for (let unit = 0; unit < columns * rows; unit++) {
    if (scan.restart_interval > 0 && unit > 0 && unit % scan.restart_interval === 0) restart(state);
    const column = unit % columns;
    const row = (unit - column) / columns;
    if (alone) {
      const block = row * plane.component.stride + column;
      if (block >= plane.blocks_max) return;
      decodeBlock(state, scan, 0, { coefficients: plane.coefficients, offset: block * 64 });
    } else if (!decodeMcu(state, scan, plane, spare, column, row)) return;
  }
}

/** False once every block that is kept has been decoded. */
function decodeMcu(state: ScanState, scan: Scan, plane: Plane, spare: Place, column: number, row: number): boolean {
  for (let n = 0; n < scan.components.length; n++) {
    const { component } = scan.components[n]!;
    for (let y = 0; y < component.down; y++) {
      for (let x = 0; x < component.across; x++) {
        if (component !== plane.component) decodeBlock(state, scan, n, spare);
        else {
          const block = (row * component.down + y) * component.stride + column * component.across + x;
          if (y === 0 && x === 0 && block >= plane.blocks_max) return false;
          const kept = block < plane.blocks_max;
          decodeBlock(state, scan, n, kept ? { coefficients: plane.coefficients, offset: block * 64 } : spare);
        }
      }
    }
  }
  return true;
}

function decodeBlock(state: ScanState, scan: Scan, part: number, { coefficients, offset }: Place): void {
  if (scan.to === 63 && scan.from === 0) decodeSequential(state, scan, part, coefficients, offset);
  else if (scan.from === 0) decodeDc(state, scan, part, coefficients, offset);
  else if (scan.high === 0) startAc(state, scan, coefficients, offset);
  else refineAc(state, scan, coefficients, offset);
}

function decodeDc({ reader, predictions }: ScanState, scan: Scan, part: number, coefficients: Int16Array, offset: number): void {
  if (scan.high > 0) {
    if (reader.receive(1) === 1) coefficients[offset]! |= 1 << scan.low;
    return;
  }
  predictions[part]! += reader.extended(reader.symbol(scan.components[part]!.dc!));
  coefficients[offset] = predictions[part]! << scan.low;
}

function restart(state: ScanState): void {
  state.reader.restart();
  state.predictions.fill(0);
  state.run = 0;
}
