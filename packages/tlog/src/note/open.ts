import { encodeUtf8 } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { describeKey, type KeyIdentity } from "./key.ts";
import { parseNote } from "./parse.ts";
import type { NoteSignature } from "./signature-line.ts";
import type { Verifier } from "./verifier.ts";

/** A note that at least one known key has signed. */
export interface OpenedNote {
  /** The signed text, with its final newline. */
  readonly text: string;
  /** Signatures by known keys, checked; one per key. */
  readonly verified: readonly NoteSignature[];
  /** Signatures by keys that are not known: worth nothing, kept so that they can be passed on. */
  readonly unverified: readonly NoteSignature[];
}

/**
 * Reads a note and checks the signatures of the keys given (C2SP signed-note, signatures).
 * `signature_invalid` if any known key's signature fails, `note_unverified` if no known key has signed, `verifier_ambiguous`,
 * and the codes of parseNote.
 */
export function openNote(note: string | Uint8Array, verifiers: readonly Verifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const known = byIdentity(verifiers);
  const bytes = encodeUtf8(text)!;
  const verified = new Map<string, NoteSignature>();
  const unverified: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = describeKey(signature);
    const verifier = known.get(key);
    if (verifier === undefined) unverified.push(signature);
    else if (!verified.has(key)) {
      if (!verifier.verify(bytes, signature.signature)) throw new TlogError("signature_invalid", key);
      verified.set(key, signature);
    }
  }
  if (verified.size === 0) throw new TlogError("note_unverified", `${signatures.length} signatures by other keys`);
  return { text, verified: [...verified.values()], unverified };
}

/** True when a signature says it was made by this key. */
export const isBy = (signature: KeyIdentity, key: KeyIdentity): boolean => describeKey(signature) === describeKey(key);

function byIdentity(verifiers: readonly Verifier[]): Map<string, Verifier> {
  const known = new Map<string, Verifier>();
  for (const verifier of verifiers) {
    const key = describeKey(verifier);
    if (known.has(key)) throw new TlogError("verifier_ambiguous", key);
    known.set(key, verifier);
  }
  return known;
}
