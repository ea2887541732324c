import { TlogError, type TlogErrorCode } from "@oneheart/tlog";
import { CheckError, type Why } from "./check-error.ts";

const reasons: Partial<Record<TlogErrorCode, Why>> = {
  proof_header: "why_header",
  proof_no_checkpoint: "why_half",
  proof_too_large: "why_too_long",
  inclusion_proof_invalid: "why_inclusion",
  tree_range: "why_index",
  signature_invalid: "why_signature",
  checkpoint_unsigned: "why_only_witnesses",
  checkpoint_origin_mismatch: "why_origin",
  cosignature_quorum: "why_quorum",
};

const aboutKeys = /^(verifier_key_|key_)/;

/** Anything thrown by a check, as a reason for a reader. */
export function explain(error: unknown): CheckError {
  if (error instanceof CheckError) return error;
  if (!(error instanceof TlogError)) return new CheckError("undecided", "why_fault", {}, { cause: error });
  const { code } = error;
  if (code === "verifier_ambiguous") return new CheckError("undecided", "why_key_twice", {}, { cause: error });
  if (aboutKeys.test(code)) return new CheckError("undecided", "why_bad_key", {}, { cause: error });
  return new CheckError("refused", reasons[code] ?? "why_damaged", {}, { cause: error });
}

/** The package's own words for it, for whoever reports the matter. */
export function technicalDetail({ cause }: CheckError): string | undefined {
  if (cause instanceof TlogError) return `${cause.code}: ${cause.message}`;
  return cause instanceof Error ? cause.message : undefined;
}
