/** What a file says about its own making, by C2PA. Plain JSON, to be stored with an assessment. */
export interface Provenance {
  /**
   * `none`: no manifest in the file, which proves nothing: messengers strip it. `valid`: hashes and signature hold and the
   * signer is trusted. `untrusted`: all of that holds, but nobody here vouches for the signer. `invalid`: something does not
   * hold, `reason` says what. `not_evaluated`: the file could not be looked at, `reason` says why.
   */
  state: "none" | "valid" | "untrusted" | "invalid" | "not_evaluated";
  /** The first failure in C2PA's own codes (`assertion.dataHash.mismatch`), or `reader.…` where the reader gave up. */
  reason: string | null;
  /** All failures, in the order found. */
  failures: string[];
  /** The content is not what was signed: the hash over the range that the signed manifest names does not match. Provable. */
  altered: boolean;
  manifest: ManifestSummary | null;
}

/** What the active manifest and those it builds on say. Only as good as `state`: of an invalid file nothing here is proven. */
export interface ManifestSummary {
  issuer: string | null;
  signer: string | null;
  claim_generator: string | null;
  /** Only where a time-stamping authority said so; ISO 8601. */
  signed_at: string | null;
  actions: Array<{ action: string; digital_source_type: string | null }>;
  /** When it was captured, edited or signed by its own words; ISO 8601. Absent where it was stored before this was read. */
  dates?: string[];
  captured: boolean;
  edited: boolean;
  /** Made, or partly made, by a trained model, by the manifest's own word. */
  generated: boolean;
}

/** A file without a manifest. */
export const noProvenance: Provenance = { state: "none", reason: null, failures: [], altered: false, manifest: null };

/** A file that was not looked at, and why. */
export function provenanceNotEvaluated(reason: string): Provenance {
  return { state: "not_evaluated", reason, failures: [], altered: false, manifest: null };
}
