import { TrustError, type TrustErrorCode } from "../../src/index.ts";

/** Matches a refusal by its code, for `assert.throws`. */
export function refusal(code: TrustErrorCode): (error: unknown) => boolean {
  return (error) => error instanceof TrustError && error.code === code;
}
