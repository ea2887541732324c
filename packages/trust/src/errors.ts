/** Every refusal of this package, with what it means. Codes are stable; messages are not. */
const TRUST_ERRORS = {
  number_invalid: "a number is not finite or lies outside its range",
  length_mismatch: "two lists that belong together differ in length",
  empty: "a list that must hold something is empty",
  self_witness: "somebody is their own witness",
  seeds_missing: "none of the trusted players is in the graph",
} as const;

/** The name of one kind of refusal. */
export type TrustErrorCode = keyof typeof TRUST_ERRORS;

/** What every function of this package throws on bad input. */
export class TrustError extends Error {
  override readonly name = "TrustError";
  readonly code: TrustErrorCode;

  constructor(code: TrustErrorCode, detail: string) {
    super(`${TRUST_ERRORS[code]}: ${detail}`);
    this.code = code;
  }
}

/** Refuses a number that is not finite or not in `[min, max]`. */
export function requireNumber(name: string, value: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): void {
  if (!Number.isFinite(value) || value < min || value > max) throw new TrustError("number_invalid", `${name} is ${value}`);
}

/** Refuses lists of different lengths. */
export function requireSameLength(name: string, one: { length: number }, other: { length: number }): void {
  if (one.length !== other.length) throw new TrustError("length_mismatch", `${name}: ${one.length} and ${other.length}`);
}
