/** Every refusal of this package, with what it means. Codes are stable; messages are not. */
export const TLOG_ERRORS = {
  hash_length: "a hash is not 32 bytes long",
  tree_range: "an index or a tree size is not a safe integer, or lies outside the tree",
  hash_reader_answer: "a hash reader did not answer one hash per node asked for",
  inclusion_proof_invalid: "the inclusion proof does not lead from the leaf to the root",
  consistency_proof_invalid: "the consistency proof does not show that the older tree is a prefix of the newer",

  tile_path_malformed: "a path is not one that tlog-tiles defines",
  tile_coordinate: "a tile's level, index or width is out of range",
  tile_length: "a tile does not hold width x 32 bytes",
  tile_mismatch: "a tile is not the one that the signed tree commits to",
  edge_size_mismatch: "the right-edge tiles given do not fit the tree size given",
  entry_too_large: "an entry is longer than 65,535 bytes",
  bundle_truncated: "an entry bundle ends inside an entry",
  bundle_width: "an entry bundle does not hold the number of entries it should",

  key_name_invalid: "a key name is empty or has a space or a plus",
  key_length: "a key, seed or signature is not of the length its algorithm has",
  verifier_key_malformed: "a verifier key is not name+id+base64",
  verifier_key_id_mismatch: "a verifier key's id is not the hash of its name and key",
  verifier_key_algorithm: "a verifier key's signature type is not supported",
  signer_key_malformed: "a signer key is not PRIVATE+KEY+name+id+base64",
  signer_key_id_mismatch: "a signer key's id is not the hash of its name and public key",
  signer_key_algorithm: "a signer key's signature type is not supported",
  verifier_ambiguous: "two verifiers have the same name and key id",

  note_too_large: "a note is longer than the limit",
  note_not_utf8: "a note is not well-formed UTF-8",
  note_control_character: "a note has an ASCII control character other than newline",
  note_no_signatures: "a note has no blank line followed by signature lines",
  note_unterminated: "a note or note text does not end in a newline",
  note_too_many_signatures: "a note has more than 100 signatures",
  signature_line_malformed: "a signature line is not em dash, space, key name, space, base64",
  signature_base64: "a signature is not canonical base64 of a key id and at least one byte",
  signature_invalid: "a signature by a known key does not verify",
  note_unverified: "no known key has signed the note",
  cosignature_timestamp: "a cosignature's time is not a whole number of seconds from 0 to 2^53 - 1",

  checkpoint_lines: "a checkpoint has fewer than three lines",
  checkpoint_origin: "a checkpoint's origin is empty or has a newline",
  checkpoint_size: "a checkpoint's tree size is not a plain decimal up to 2^53 - 1",
  checkpoint_root: "a checkpoint's root hash is not base64 of 32 bytes",
  checkpoint_extension: "a checkpoint's extension line is empty or has a newline",
  checkpoint_origin_mismatch: "a checkpoint is from another log",
  checkpoint_unsigned: "a checkpoint is not signed by the log",
  cosignature_quorum: "a checkpoint has too few cosignatures of known witnesses",

  proof_header: "a proof does not start with c2sp.org/tlog-proof@v1",
  proof_extra: "a proof's extra line is not base64 of at least one byte",
  proof_index: "a proof's index line is missing or not a plain decimal up to 2^53 - 1",
  proof_hash: "a proof's hash line is not base64 of 32 bytes",
  proof_too_many_hashes: "a proof has more than 63 hashes",
  proof_no_checkpoint: "a proof has no blank line followed by a checkpoint",
  proof_too_large: "a proof is longer than the limit",

  witness_request_malformed:
    "a request to a witness is not an old size, hashes, an empty line and a checkpoint, or is longer than the limit",
  witness_old_size: "a request to a witness does not begin with an old size line, a plain decimal up to 2^53 - 1",
  witness_proof_hash: "a consistency proof line is not base64 of 32 bytes, or there are more than 63",
  witness_answer_malformed: "a witness's answer is not one that tlog-witness defines",

  json_number: "a number is NaN or infinite",
  json_text: "a string has a lone surrogate or a Unicode noncharacter",
  json_type: "a value is not null, boolean, number, string, array or plain object",
  json_depth: "a value is nested too deeply, or contains itself",
  json_too_large: "a canonical JSON text is longer than 65,535 bytes",
  json_malformed: "bytes are not JSON text in UTF-8",
  json_not_canonical: "JSON text is not in its canonical form",

  resource_missing: "a file of the log is not there",
  resource_too_large: "a file of the log is longer than it may be",
  resource_unreadable: "a file of the log could not be read",
  entry_mismatch: "an entry is not the one that the signed tree commits to",
  root_mismatch: "entries and tiles do not give the root that the checkpoint signs",
  previous_mismatch: "the log is not a continuation of the tree seen before",
} as const;

/** The name of one kind of refusal. */
export type TlogErrorCode = keyof typeof TLOG_ERRORS;

/** What every function of this package throws on bad input. Anything else thrown is a bug or comes from a caller's own function. */
export class TlogError extends Error {
  readonly code: TlogErrorCode;

  constructor(code: TlogErrorCode, detail: string, options?: ErrorOptions) {
    super(`${TLOG_ERRORS[code]}: ${detail}`, options);
    this.name = "TlogError";
    this.code = code;
  }
}
