import { encodeUtf8 } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { isBy } from "./open.ts";
import { parseNote, requireNoteText } from "./parse.ts";
import { formatSignatureLine, type NoteSignature } from "./signature-line.ts";
import type { Signer } from "./signer.ts";

/**
 * Signs a text, which must end in a newline (C2SP signed-note, format).
 * `note_unterminated`, `note_not_utf8`, `note_control_character`, `note_no_signatures` when there is no signer.
 */
export function signNote(text: string, signers: readonly Signer[]): string {
  return formatNote(
    text,
    signers.map((signer) => signBy(signer, text)),
  );
}

/** Adds signatures to a note after those it has; one by the same key is replaced. The codes of parseNote and signNote. */
export function addSignatures(note: string | Uint8Array, added: readonly NoteSignature[]): string {
  const { text, signatures } = parseNote(note);
  const kept = signatures.filter((signature) => !added.some((other) => isBy(signature, other)));
  return formatNote(text, [...kept, ...added]);
}

/** One signature over a note text: what a witness answers. */
export function signBy(signer: Signer, text: string): NoteSignature {
  const signature = signer.sign(encodeUtf8(requireText(text))!);
  return { name: signer.name, keyId: signer.keyId, signature };
}

/** Writes a note from its text and signatures made elsewhere, which are not checked. */
export function formatNote(text: string, signatures: readonly NoteSignature[]): string {
  if (signatures.length === 0) throw new TlogError("note_no_signatures", "no signer");
  return `${requireText(text)}\n${signatures.map(formatSignatureLine).join("")}`;
}

function requireText(text: string): string {
  if (!text.endsWith("\n")) throw new TlogError("note_unterminated", "the text");
  return requireNoteText(text);
}
