import type { Context } from "@oneheart/kernel";
import { type Language, languageFor } from "@oneheart/messages";

/** Who reads an answer, in which language. */
export function readerOf({ principal, source }: Pick<Context, "principal" | "source">): { role: string; language: Language } {
  return { role: principal.role, language: languageFor(source.acceptLanguage) };
}
