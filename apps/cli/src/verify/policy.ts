import type { Checkpoint, TreeHead } from "@oneheart/tlog";

/** What a log is checked against. */
export interface Policy {
  /** Keys of the log: one of them must have signed. */
  verifierKeys: readonly string[];
  /** Keys of witnesses, and how many of them must have cosigned. */
  witnessKeys?: readonly string[];
  quorum?: number;
  /** A tree of the log seen before, which this one must continue. */
  seen?: TreeHead;
  onProgress?(checked: number, of: number): void;
}

/** What a verification found. */
export interface VerificationReport {
  checked: number;
  of: number;
  /** What is wrong, each naming its entry, tile or file; empty when nothing is. */
  findings: string[];
  /** What else was checked, in words. */
  notes: string[];
  /** The checkpoint under which everything was checked. */
  checkpoint?: Checkpoint;
}
