import type { ScanState } from "./scan-state.ts";
import type { Scan } from "./segments.ts";
import { JpegUnreadable } from "./unreadable.ts";

/** All 64 coefficients of a block (T.81, F.2.2). */
export function decodeSequential(
  { reader, predictions }: ScanState,
  scan: Scan,
  part: number,
  coefficients: Int16Array,
  offset: number,
): void {
  const { dc, ac } = scan.components[part]!;
  predictions[part]! += reader.extended(reader.symbol(dc!));
  coefficients[offset] = predictions[part]!;
  for (let k = 1; k < 64; k++) {
    const symbol = reader.symbol(ac!);
    const size = symbol & 15;
    const zeros = symbol >> 4;
    if (size === 0 && zeros < 15) return;
    k += zeros;
    if (k > 63) throw new JpegUnreadable("malformed");
    if (size > 0) coefficients[offset + k] = reader.extended(size);
  }
}

/** The first pass over a band of a progressive file (T.81, G.1.2.2). */
export function startAc(state: ScanState, scan: Scan, coefficients: Int16Array, offset: number): void {
  if (state.run > 0) {
    state.run--;
    return;
  }
  const { reader } = state;
  const ac = scan.components[0]!.ac!;
  for (let k = scan.from; k <= scan.to; k++) {
    const symbol = reader.symbol(ac);
    const size = symbol & 15;
    const zeros = symbol >> 4;
    if (size === 0 && zeros < 15) {
      state.run = (1 << zeros) + reader.receive(zeros) - 1;
      return;
    }
    k += zeros;
    if (k > 63) throw new JpegUnreadable("malformed");
    if (size > 0) coefficients[offset + k] = reader.extended(size) * (1 << scan.low);
  }
}

/** A later pass, which adds one bit to each coefficient of the band (T.81, G.1.2.3). */
export function refineAc(state: ScanState, scan: Scan, coefficients: Int16Array, offset: number): void {
  const { reader } = state;
  const ac = scan.components[0]!.ac!;
  const bit = 1 << scan.low;
  let k = scan.from;
  while (state.run === 0 && k <= scan.to) {
    const symbol = reader.symbol(ac);
    const size = symbol & 15;
    const zeros = symbol >> 4;
    if (size > 1) throw new JpegUnreadable("malformed");
    if (size === 0 && zeros < 15) {
      state.run = (1 << zeros) + reader.receive(zeros);
      break;
    }
    const value = size === 0 ? 0 : reader.receive(1) === 1 ? bit : -bit;
    k = refineUntil(state, scan, coefficients, offset, k, zeros);
    if (value !== 0 && k <= scan.to) coefficients[offset + k] = value;
    k++;
  }
  if (state.run === 0) return;
  refineUntil(state, scan, coefficients, offset, k, 64);
  state.run--;
}

/** Corrects the coefficients that are not zero; stops at the zero after `zeros` others, and says where. */
function refineUntil({ reader }: ScanState, scan: Scan, coefficients: Int16Array, offset: number, from: number, zeros: number): number {
  const bit = 1 << scan.low;
  let left = zeros;
  let k = from;
  for (; k <= scan.to; k++) {
    const value = coefficients[offset + k]!;
    if (value === 0) {
      if (left-- === 0) return k;
    } else if (reader.receive(1) === 1 && (value & bit) === 0) {
      coefficients[offset + k] = value + (value > 0 ? bit : -bit);
    }
  }
  return k;
}
