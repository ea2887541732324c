import type { EntropyReader } from "./entropy-reader.ts";

/** What carries over from block to block until a restart. */
export interface ScanState {
  reader: EntropyReader;
  /** Last DC value by the component's place in the scan. */
  predictions: Int32Array;
  /** Blocks of an end-of-band run still to come. */
  run: number;
}
