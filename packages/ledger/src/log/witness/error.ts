/** Why a witness gave no cosignature. */
export type WitnessErrorCode =
  /** No answer in time, or none at all. */
  | "witness_unreachable"
  /** The witness answered with a refusal. */
  | "witness_refused"
  /** It answered what no witness answers. */
  | "witness_answer_invalid"
  /** It has cosigned more entries than the log has: the log was put back to an earlier state. */
  | "witness_ahead";

/** A witness gave no cosignature; it is asked again, less and less often. */
export class WitnessError extends Error {
  override readonly name = "WitnessError";
  readonly code: WitnessErrorCode;

  constructor(code: WitnessErrorCode, witness: string, message: string, options?: ErrorOptions) {
    super(`${witness}: ${message}`, options);
    this.code = code;
  }
}
