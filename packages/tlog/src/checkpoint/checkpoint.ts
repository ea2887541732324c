import { decodeBase64, encodeBase64 } from "../base64.ts";
import { isCount, parseDecimal } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { HASH_BYTES, requireHash } from "../hash.ts";
import type { TreeHead } from "../merkle/verify.ts";

/** The text of a checkpoint (C2SP tlog-checkpoint). */
export interface Checkpoint extends TreeHead {
  /** Names the log, for ever: a URL without scheme is usual. */
  readonly origin: string;
  /** Opaque lines after the third; usually none. */
  readonly extensions?: readonly string[];
}

/** The lines of a checkpoint, to be signed. `checkpoint_origin`, `checkpoint_size`, `hash_length`, `checkpoint_extension`. */
export function formatCheckpoint({ origin, size, rootHash, extensions = [] }: Checkpoint): string {
  if (!isLine(origin)) throw new TlogError("checkpoint_origin", JSON.stringify(origin));
  if (!isCount(size)) throw new TlogError("checkpoint_size", String(size));
  requireHash(rootHash, "of a checkpoint");
  for (const line of extensions) if (!isLine(line)) throw new TlogError("checkpoint_extension", JSON.stringify(line));
  return [origin, String(size), encodeBase64(rootHash), ...extensions, ""].join("\n");
}

/**
 * Reads a checkpoint's text, with its final newline and without signatures; says nothing about who wrote it.
 * `note_unterminated`, `checkpoint_lines`, `checkpoint_origin`, `checkpoint_size`, `checkpoint_root`, `checkpoint_extension`.
 */
export function parseCheckpoint(text: string): Required<Checkpoint> {
  if (!text.endsWith("\n")) throw new TlogError("note_unterminated", "the checkpoint");
  const [origin, size, root, ...extensions] = text.slice(0, -1).split("\n");
  if (origin === undefined || size === undefined || root === undefined) throw new TlogError("checkpoint_lines", JSON.stringify(text));
  if (!isLine(origin)) throw new TlogError("checkpoint_origin", "first line");
  const count = parseDecimal(size);
  if (count === undefined) throw new TlogError("checkpoint_size", JSON.stringify(size));
  const rootHash = decodeBase64(root);
  if (rootHash?.length !== HASH_BYTES) throw new TlogError("checkpoint_root", JSON.stringify(root));
  for (const line of extensions) if (!isLine(line)) throw new TlogError("checkpoint_extension", JSON.stringify(line));
  return { origin, size: count, rootHash, extensions };
}

const isLine = (line: string): boolean => line !== "" && !line.includes("\n");
