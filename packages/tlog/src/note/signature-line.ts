import { decodeBase64, encodeBase64 } from "../base64.ts";
import { concatBytes } from "../bytes.ts";
import { TlogError } from "../errors.ts";
import { type KeyIdentity, readUint32, requireKeyName } from "./key.ts";

/** One signature of a note. */
export interface NoteSignature extends KeyIdentity {
  /** The bytes after the key id. */
  readonly signature: Uint8Array;
}

const PREFIX = "\u2014 ";
const KEY_ID_BYTES = 4;

/** `— <name> <base64 of key id and signature>` and a newline (C2SP signed-note, format). `key_name_invalid`, `signature_base64` when empty. */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  requireKeyName(name);
  if (signature.length === 0) throw new TlogError("signature_base64", `no signature by ${name}`);
  const id = new Uint8Array(KEY_ID_BYTES);
  new DataView(id.buffer).setUint32(0, keyId);
  return `${PREFIX}${name} ${encodeBase64(concatBytes(id, signature))}\n`;
}

/** Reads one signature line, without its newline. `signature_line_malformed`, `key_name_invalid`, `signature_base64`. */
export function parseSignatureLine(line: string): NoteSignature {
  const [name, encoded, ...more] = line.startsWith(PREFIX) ? line.slice(PREFIX.length).split(" ") : [];
  if (name === undefined || encoded === undefined || more.length > 0) throw new TlogError("signature_line_malformed", JSON.stringify(line));
  requireKeyName(name);
  const bytes = decodeBase64(encoded);
  if (bytes === undefined || bytes.length <= KEY_ID_BYTES) throw new TlogError("signature_base64", JSON.stringify(line));
  return { name, keyId: readUint32(bytes), signature: bytes.subarray(KEY_ID_BYTES) };
}
