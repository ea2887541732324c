import {
  canonicalJson,
  createCosigner,
  createSigner,
  formatCheckpoint,
  formatProof,
  formatVerifierKey,
  memoryTree,
  portableHasher,
  proveInclusion,
  signNote,
} from "@oneheart/tlog";

const signer = createSigner("example.org/ชุมชน", new Uint8Array(32).fill(7));
const cosigner = createCosigner("witness.example.org", new Uint8Array(32).fill(8), () => 1_790_000_000);

/** The log's key and the witness's. */
export const logKey = formatVerifierKey(signer.verifier);
export const witnessKey = formatVerifierKey(cosigner.verifier);

/** A receipt of a log of our own, cosigned by a witness, for an entry with any detail: what the programme does not log. */
export async function receiptOf(detail: Record<string, unknown>): Promise<string> {
  const movement = {
    type: "transfer",
    asset: "THB",
    amount: "1234550",
    debit: { kind: "treasury", owner: "กองทุนชุมชน" },
    credit: { kind: "pool_local" },
  };
  const head = { version: 1, kind: "sponsor.contribution", reason_ref: "contribution:1", occurred_at: "2026-11-22T07:30:00.000Z" };
  const entry = canonicalJson({ ...head, id: "0195f0c8-0000-7000-8000-000000000001", detail, entries: [movement] });
  const tree = memoryTree([portableHasher.leaf(canonicalJson("another")), portableHasher.leaf(entry)]);
  const checkpoint = signNote(formatCheckpoint({ origin: signer.name, size: tree.size, rootHash: tree.root() }), [signer, cosigner]);
  return formatProof({ index: 1, hashes: await proveInclusion(1, tree.size, tree), checkpoint, extra: entry });
}
