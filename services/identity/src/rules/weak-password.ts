import { inputWords } from "@oneheart/contracts";

/**
 * Why a password is easily guessed; undefined for one that is not. NIST SP 800-63B, 5.1.1.2: compare with passwords that are used
 * often, repetitions, and what everybody knows of the account. `common` is in lower case.
 */
export function weaknessOf(password: string, common: readonly string[], own: { username: string; email: string }): string | undefined {
  const lower = password.normalize("NFKC").toLowerCase();
  // "sunshine2024!" is as easily tried as "sunshine".
  const base = lower.replace(/[\d\p{P}\p{S}\s]+$/u, "");
  if (/^(.{1,4}?)\1+$/su.test(lower) || /^(.{1,4}?)\1{2,}.?$/su.test(lower)) return inputWords.password_repeats;
  if (common.includes(lower) || (base !== "" && common.includes(base))) return inputWords.password_common;
  const names = [own.username, own.email, own.email.split("@")[0] ?? "", "oneheart"].map((name) => name.normalize("NFKC").toLowerCase());
  if (names.some((name) => name !== "" && (lower === name || base === name))) return inputWords.password_own_name;
  return undefined;
}
