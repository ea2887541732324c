import { TLOG_ERRORS, TlogError, type TlogErrorCode } from "@oneheart/tlog";
import { CheckError } from "./check-error.ts";

const sentences: Partial<Record<TlogErrorCode, string>> = {
  proof_header: "This is not a receipt: its first line is not “c2sp.org/tlog-proof@v1”.",
  proof_no_checkpoint: "This is not a whole receipt: it has no blank line with a signed checkpoint after it.",
  proof_too_large: "This is not a receipt: it is far too long.",
  inclusion_proof_invalid: "The entry, its index or its path was altered: together they do not lead to the tree that the log has signed.",
  tree_range: "The index was altered: it lies outside the tree that the log has signed.",
  signature_invalid: "The checkpoint or its signature was altered: the signature is not one by the key that it names.",
  checkpoint_unsigned: "Only witnesses have signed this receipt, the log itself has not.",
  checkpoint_origin_mismatch: "The receipt is from another log than the one whose key was given.",
  cosignature_quorum: "Fewer known witnesses have cosigned than you ask for.",
  verifier_ambiguous: "The same key was given twice.",
};

const aboutKeys = /^(verifier_key_|key_)/;

/** Anything thrown by a check, as one sentence for a reader. */
export function explain(error: unknown): CheckError {
  if (error instanceof CheckError) return error;
  if (!(error instanceof TlogError))
    return new CheckError("undecided", "This page has a fault of its own: nothing was checked.", { cause: error });
  const { code } = error;
  if (code === "verifier_ambiguous") return new CheckError("undecided", sentences[code]!, { cause: error });
  if (aboutKeys.test(code))
    return new CheckError("undecided", `A key that was given cannot be used: ${TLOG_ERRORS[code]}.`, { cause: error });
  return new CheckError("refused", sentences[code] ?? `The receipt is damaged: ${TLOG_ERRORS[code]}.`, { cause: error });
}

/** The package's own words for it, for whoever reports the matter. */
export function technicalDetail({ cause }: CheckError): string | undefined {
  if (cause instanceof TlogError) return `${cause.code}: ${cause.message}`;
  return cause instanceof Error ? cause.message : undefined;
}
