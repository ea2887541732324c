import { IntlMessageFormat } from "intl-messageformat";
import { english } from "./en/index.ts";
import { type Language, languages, locales } from "./languages.ts";
import { isMessageCode, type MessageCode, type Sentence } from "./message.ts";
import type { Value } from "./pattern.ts";
import { thai } from "./th/index.ts";

const catalogues: Record<Language, Record<MessageCode, string>> = { en: english, th: thai };

const compiled = Object.fromEntries(languages.map((language) => [language, compile(language)])) as Record<
  Language,
  Record<MessageCode, IntlMessageFormat>
>;

function compile(language: Language): Record<MessageCode, IntlMessageFormat> {
  const entries = Object.entries(catalogues[language]).map(([code, icu]) => [code, new IntlMessageFormat(icu, locales[language])]);
  return Object.fromEntries(entries) as Record<MessageCode, IntlMessageFormat>;
}

/**
 * A sentence in a language. Words are given back as they are. A message that this version does not know, or whose stored parameters no
 * longer fit, gives its code in words: what was stored must stay readable after the catalogue has changed.
 */
export function render(sentence: Sentence, language: Language): string {
  if (typeof sentence === "string") return sentence;
  const { code, parameters } = sentence;
  if (!isMessageCode(code)) return inWords(code);
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, valueIn(value, language)]));
  try {
    return String(compiled[language][code].format(values));
  } catch {
    return inWords(code);
  }
}

/** Several sentences as one text. */
export function renderAll(sentences: readonly Sentence[], language: Language): string {
  return sentences.map((sentence) => render(sentence, language)).join(" ");
}

function valueIn(value: Value, language: Language): string | number {
  return typeof value === "object" ? render(value, language) : value;
}

function inWords(code: string): string {
  return code.slice(code.lastIndexOf(".") + 1).replaceAll("_", " ");
}
