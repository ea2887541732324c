import { decodeUtf8, encodeUtf8 } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { type NoteSignature, parseSignatureLine } from "./signature-line.ts";

/** A note whose signatures have not been checked: its text must not be trusted. */
export interface UncheckedNote {
  /** The signed text, with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Longest note in characters: room for 100 post-quantum signatures. */
export const NOTE_LENGTH_MAX = 1_000_000;

/** Most signatures read from a note; C2SP signed-note asks for 16 at least. */
const NOTE_SIGNATURES_MAX = 100;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL = /[\0-\x09\x0b-\x1f]/;

/**
 * Reads a signed note without checking signatures (C2SP signed-note, format).
 * `note_too_large`, `note_not_utf8`, `note_control_character`, `note_no_signatures`, `note_unterminated`,
 * `note_too_many_signatures`, and the codes of parseSignatureLine.
 */
export function parseNote(note: string | Uint8Array): UncheckedNote {
  if (note.length > NOTE_LENGTH_MAX) throw new TlogError("note_too_large", `${note.length}`);
  const whole = requireNoteText(note);
  const split = whole.lastIndexOf("\n\n");
  if (split < 0 || split + 2 === whole.length) throw new TlogError("note_no_signatures", `${whole.length} characters`);
  if (!whole.endsWith("\n")) throw new TlogError("note_unterminated", "the last signature line");
  const lines = whole.slice(split + 2, -1).split("\n");
  if (lines.length > NOTE_SIGNATURES_MAX) throw new TlogError("note_too_many_signatures", `${lines.length}`);
  return { text: whole.slice(0, split + 1), signatures: lines.map(parseSignatureLine) };
}

/** The text of a note or of a part of one; refuses what no note may have (`note_not_utf8`, `note_control_character`). */
export function requireNoteText(note: string | Uint8Array): string {
  const text = typeof note === "string" ? (encodeUtf8(note) === undefined ? undefined : note) : decodeUtf8(note);
  if (text === undefined) throw new TlogError("note_not_utf8", `${note.length} long`);
  const control = CONTROL.exec(text);
  if (control !== null) throw new TlogError("note_control_character", `at ${control.index}`);
  return text;
}
