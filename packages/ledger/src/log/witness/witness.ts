import type { KeyIdentity, Verifier } from "@oneheart/tlog";

/** Somebody outside who cosigns what is only ever added to (C2SP tlog-witness). */
export interface Witness {
  /** Its cosignature/v1 key. */
  readonly verifier: Verifier;
  /** Its submission prefix, below which `add-checkpoint` is. */
  readonly url: string;
}

/** Whose cosignatures count, and how many of different witnesses are enough. */
export interface WitnessQuorum {
  readonly witnesses: readonly KeyIdentity[];
  readonly quorum: number;
}
