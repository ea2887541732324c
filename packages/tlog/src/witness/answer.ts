import { isCount, parseDecimal } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { openNote } from "../note/open.ts";
import { requireNoteText } from "../note/parse.ts";
import { formatNote } from "../note/sign.ts";
import { formatSignatureLine, type NoteSignature, parseSignatureLine } from "../note/signature-line.ts";
import type { Verifier } from "../note/verifier.ts";

/** Media type of the answer that tells the size of the tree that a witness cosigned last (C2SP tlog-witness, 409). */
export const TREE_SIZE_TYPE = "text/x.tlog.size";

/** The answer of a witness that cosigned: one line per signature (C2SP tlog-witness, 200). `key_name_invalid`, `signature_base64`. */
export function formatCosignatures(signatures: readonly NoteSignature[]): string {
  return signatures.map(formatSignatureLine).join("");
}

/**
 * The cosignatures in a witness's answer that are of the witnesses given, checked over the checkpoint's text; others are left out.
 * `witness_answer_malformed`, `note_unverified` when there are none, and the codes of openNote and parseSignatureLine.
 */
export function openCosignatures(answer: string | Uint8Array, text: string, witnesses: readonly Verifier[]): readonly NoteSignature[] {
  const lines = requireNoteText(answer);
  if (!lines.endsWith("\n")) throw new TlogError("witness_answer_malformed", `${lines.length} characters`);
  const signatures = lines.slice(0, -1).split("\n").map(parseSignatureLine);
  return openNote(formatNote(text, signatures), witnesses).verified;
}

/** The size of a tree, as a witness tells the one that it cosigned last. `tree_range`. */
export function formatTreeSize(size: number): string {
  if (!isCount(size)) throw new TlogError("tree_range", `tree of ${size}`);
  return `${size}\n`;
}

/** Reads such a size. `witness_answer_malformed`. */
export function parseTreeSize(answer: string): number {
  const size = answer.endsWith("\n") ? parseDecimal(answer.slice(0, -1)) : undefined;
  if (size === undefined) throw new TlogError("witness_answer_malformed", JSON.stringify(answer.slice(0, 40)));
  return size;
}
