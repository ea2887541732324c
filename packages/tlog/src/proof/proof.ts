import { decodeBase64, encodeBase64 } from "../base64.ts";
import { isCount, parseDecimal } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES, type Hash, requireHash } from "../hash.ts";
import { NOTE_LENGTH_MAX, requireNoteText } from "../note/parse.ts";

/** A `.tlog-proof` receipt (C2SP tlog-proof): that a log has an entry, checkable with no server. */
export interface TlogProof {
  /** Zero-based index of the entry. */
  readonly index: number;
  /** Inclusion proof, leaf's sibling first; at most 63 hashes. */
  readonly hashes: readonly Hash[];
  /** The signed checkpoint, word for word. */
  readonly checkpoint: string;
  /** Opaque data of the application, at least one byte. Not authenticated: never trust it. */
  readonly extra?: Uint8Array;
}

const HEADER = "c2sp.org/tlog-proof@v1";
const EXTRA = "extra ";
const INDEX = "index ";
const HASHES_MAX = 63;
// The header, an extra line as long as a note, and the hashes come before the checkpoint.
const LENGTH_MAX = 2 * NOTE_LENGTH_MAX + 4_096;

/** Writes a proof. `proof_index`, `hash_length`, `proof_too_many_hashes`, `proof_extra` when empty. */
export function formatProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  if (!isCount(index)) throw new TlogError("proof_index", String(index));
  if (hashes.length > HASHES_MAX) throw new TlogError("proof_too_many_hashes", `${hashes.length}`);
  for (const hash of hashes) requireHash(hash, "of a proof");
  if (extra?.length === 0) throw new TlogError("proof_extra", "no bytes");
  const extraLines = extra === undefined ? [] : [`${EXTRA}${encodeBase64(extra)}`];
  return [HEADER, ...extraLines, `${INDEX}${index}`, ...hashes.map(encodeBase64), "", checkpoint].join("\n");
}

/**
 * Reads a proof without checking it; verifyProof does both.
 * `proof_too_large`, `note_not_utf8`, `note_control_character`, `proof_no_checkpoint`, `proof_header`, `proof_extra`, `proof_index`,
 * `proof_hash`, `proof_too_many_hashes`.
 */
export function parseProof(proof: string | Uint8Array): TlogProof {
  if (proof.length > LENGTH_MAX) throw new TlogError("proof_too_large", `${proof.length}`);
  const text = requireNoteText(proof);
  const split = text.indexOf("\n\n");
  if (split < 0 || split + 2 === text.length) throw new TlogError("proof_no_checkpoint", `${text.length} characters`);
  const [header, ...lines] = text.slice(0, split).split("\n");
  if (header !== HEADER) throw new TlogError("proof_header", JSON.stringify(header));
  const extra = lines[0]?.startsWith(EXTRA) ? parseExtra(lines.shift()!) : undefined;
  const index = parseIndex(lines.shift());
  if (lines.length > HASHES_MAX) throw new TlogError("proof_too_many_hashes", `${lines.length}`);
  return { index, hashes: lines.map(parseHash), checkpoint: text.slice(split + 2), ...(extra && { extra }) };
}

function parseExtra(line: string): Uint8Array {
  const extra = decodeBase64(line.slice(EXTRA.length));
  if (extra === undefined || extra.length === 0) throw new TlogError("proof_extra", JSON.stringify(line));
  return extra;
}

function parseIndex(line: string | undefined): number {
  const index = line?.startsWith(INDEX) ? parseDecimal(line.slice(INDEX.length)) : undefined;
  if (index === undefined) throw new TlogError("proof_index", line === undefined ? "no line" : JSON.stringify(line));
  return index;
}

function parseHash(line: string): Hash {
  const hash = decodeBase64(line);
  if (hash?.length !== HASH_BYTES) throw new TlogError("proof_hash", JSON.stringify(line));
  return hash;
}
