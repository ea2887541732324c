import type { Signal } from "@oneheart/contracts";
import type { StoredSignal } from "@oneheart/contracts/internal";
import { type Language, signalWords } from "@oneheart/messages";

/** Of signals stored as English words for the player: how they are said about the player, longest first. */
const changes: ReadonlyArray<[RegExp, string]> = [
  [/, so (?:a person looks at (?:it|both|the evidence)|a person compares them)(?=\.)/g, ""],
  [/ It helps to [^.]*\./g, ""],
  [/: let it set itself(?=\.)/g, ""],
  [/\bYou have no\b/g, "The player has no"],
  [/\byou usually use\b/g, "the player usually uses"],
  [/\bthan you usually\b/g, "than the player usually"],
  [/\bYou send\b/g, "The player sends"],
  [/\bthat you gave up\b/g, "that the player gave up"],
  [/\bthe one you sent\b/g, "the one that was sent"],
  [/\bwhen you send\b/g, "when the player sends"],
  [/\boften you send\b/g, "often the player sends"],
  [/\bof yours\b/g, "of the player's"],
  [/\bfrom your other\b/g, "from the player's other"],
  [/\bYours is\b/g, "The player's is"],
  [/\bYour\b/g, "The player's"],
  [/\byour\b/g, "the player's"],
  [/\bYou\b/g, "The player"],
  [/\byou\b/g, "the player"],
];

/** A signal explained to the reviewer. */
export function forReviewer(signal: StoredSignal, language: Language): Signal {
  const explanation = signalWords(signal.explanation, "reviewer", language);
  const isOld = typeof signal.explanation === "string";
  return { ...signal, explanation: isOld ? changes.reduce((words, [from, to]) => words.replaceAll(from, to), explanation) : explanation };
}
