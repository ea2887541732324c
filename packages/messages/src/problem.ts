import { inputWords, problemWords, titleOf } from "@oneheart/contracts";
import type { Language } from "./languages.ts";
import { inputWords as thaiInputWords } from "./th/input-words.ts";
import { problemDetails as thaiDetails } from "./th/problem-details.ts";
import { problemTitles as thaiTitles } from "./th/problem-titles.ts";

type Words = Readonly<Record<string, string | undefined>>;

/** The problems' English words are part of the contract. All of them are plain text: a problem's parameters are its `context`. */
const titles: Record<Language, Words> = { en: {}, th: thaiTitles };
const details: Record<Language, Words> = { en: problemWords, th: thaiDetails };
const input: Record<Language, Words> = { en: inputWords, th: thaiInputWords };
const inputCodes = new Map<string, string>(Object.entries(inputWords).map(([code, english]) => [english, code]));

/** The title of a problem; that of a code which no contract declares is the code in English words. */
export function problemTitle(code: string, language: Language): string {
  return own(titles[language], code) ?? titleOf(code);
}

/** What a problem means and what to do; undefined for a code that no contract declares. */
export function problemDetail(code: string, language: Language): string | undefined {
  return own(details[language], code);
}

/** What is wrong with a field or a body. It travels in the contract's English words; others, such as zod's, stay as they are. */
export function inputMessage(words: string, language: Language): string {
  return own(input[language], inputCodes.get(words) ?? "") ?? words;
}

function own(words: Words, code: string): string | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
