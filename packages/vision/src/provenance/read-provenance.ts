import { noProvenance, type Provenance, provenanceNotEvaluated } from "./provenance.ts";
import { ask } from "./reader.ts";

const media_types = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "video/mp4", "video/quicktime"];
/** Every C2PA manifest store is a JUMBF superbox, whatever file it is put into. */
const superbox = Buffer.from("jumb");

/** What limits a reading, and whom it trusts. */
export interface ProvenanceOptions {
  /** Certificates (PEM, one after the other) of the authorities whose signers are trusted. Without any, nobody is. */
  trust_anchors?: string;
  /** Larger files are not evaluated. */
  bytes_max?: number;
  time_limit_ms?: number;
}

/**
 * Reads and checks the C2PA manifest embedded in a file: signature, hashes, signer. Needs no network and never throws; the
 * same bytes and anchors give the same answer until a certificate runs out. A manifest that the file only links to counts as none.
 */
export async function readProvenance(bytes: Uint8Array, media_type: string, options: ProvenanceOptions = {}): Promise<Provenance> {
  const { trust_anchors = "", bytes_max = 256 * 2 ** 20, time_limit_ms = 10_000 } = options;
  if (!media_types.includes(media_type)) return provenanceNotEvaluated("media_type");
  if (bytes.length > bytes_max) return provenanceNotEvaluated("size");
  if (!Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(superbox)) return { ...noProvenance, failures: [] };
  // A copy, because the reader's thread takes its bytes away.
  return ask({ bytes: Uint8Array.from(bytes), media_type, trust_anchors }, time_limit_ms);
}
