import { concatBytes, encodeUtf8 } from "../bytes.ts";
import { isCount } from "../decimal.ts";
import { TlogError } from "../errors.ts";
import { ED25519_SIGNATURE_BYTES } from "./key.ts";

const TIMESTAMP_BYTES = 8;
const TWO_32 = 2 ** 32;

/** What a cosignature/v1 signs: a header line, a time line, and the whole checkpoint text (C2SP tlog-cosignature). */
export function cosignatureMessage(text: Uint8Array, timestampSeconds: number): Uint8Array {
  if (!isCount(timestampSeconds)) throw new TlogError("cosignature_timestamp", String(timestampSeconds));
  return concatBytes(encodeUtf8(`cosignature/v1\ntime ${timestampSeconds}\n`)!, text);
}

/** timestamped_signature: the time as a big-endian u64, then the Ed25519 signature; 72 bytes. */
export function joinCosignature(timestampSeconds: number, signature: Uint8Array): Uint8Array {
  if (!isCount(timestampSeconds)) throw new TlogError("cosignature_timestamp", String(timestampSeconds));
  const time = new DataView(new ArrayBuffer(TIMESTAMP_BYTES));
  time.setUint32(0, Math.floor(timestampSeconds / TWO_32));
  time.setUint32(4, timestampSeconds % TWO_32);
  return concatBytes(new Uint8Array(time.buffer), signature);
}

/** The parts of a timestamped_signature; undefined when it is not 72 bytes or its time is above 2^53 - 1 seconds. */
export function splitCosignature(bytes: Uint8Array): { timestampSeconds: number; signature: Uint8Array } | undefined {
  if (bytes.length !== TIMESTAMP_BYTES + ED25519_SIGNATURE_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, TIMESTAMP_BYTES);
  const timestampSeconds = view.getUint32(0) * TWO_32 + view.getUint32(4);
  return isCount(timestampSeconds) ? { timestampSeconds, signature: bytes.subarray(TIMESTAMP_BYTES) } : undefined;
}
