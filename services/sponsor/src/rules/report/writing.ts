import { type Language, type MessageCode, render } from "@oneheart/messages";
import { type Numbers, numbersOf } from "./numbers.ts";

/** What every chapter writes with, in one language. */
export interface Writing {
  /** A text of the catalogue. */
  t(code: MessageCode, parameters?: Record<string, string | number>): string;
  numbers: Numbers;
}

export function writingIn(language: Language): Writing {
  return { numbers: numbersOf(language), t: (code, parameters = {}) => render({ code, parameters }, language) };
}
