import type { Language } from "./languages.ts";
import type { Sentence } from "./message.ts";
import { render } from "./render.ts";

/** Whom a signal is explained to: whose evidence it is, or who reviews it. */
export type SignalReader = "player" | "reviewer";

/** What a signal says. Words that were stored before there were messages are given back as they are. */
export function signalWords(explanation: Sentence, reader: SignalReader, language: Language): string {
  if (typeof explanation === "string") return explanation;
  return render({ ...explanation, parameters: { ...explanation.parameters, reader } }, language);
}
