import { parseVerifierKey, TlogError } from "@oneheart/tlog";
import { UsageError } from "./arguments.ts";

/** Verifier keys given with an option, one or several in a text. Throws `UsageError` for one that is none. */
export function parseKeys(texts: readonly string[], option: string): string[] {
  const keys = texts.flatMap(wordsOf);
  for (const key of keys) {
    const refusal = refusalOf(key);
    if (refusal !== undefined) throw new UsageError(`${option} ${key}: ${refusal}.`);
  }
  return keys;
}

/** Why a text is no verifier key; undefined for one that is. */
export function refusalOf(key: string): string | undefined {
  try {
    parseVerifierKey(key);
    return undefined;
  } catch (error) {
    if (error instanceof TlogError) return error.message;
    throw error;
  }
}

/** The words of a text with spaces, line ends or commas between them, as keys are listed: they have none of these. */
export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== "");
}
