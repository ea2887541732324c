import {
  canonicalJson,
  createSigner,
  formatCheckpoint,
  formatProof,
  formatVerifierKey,
  memoryTree,
  parseVerifierKey,
  portableHasher,
  proveInclusion,
  signNote,
  verifyProof,
} from "@oneheart/tlog";

// The log: three entries, a signed checkpoint, a receipt for the second entry. A real seed is secret and random.
const signer = createSigner("example.com/log", new Uint8Array(32).fill(1));
const entries = ["10", "20", "30"].map((amount) => canonicalJson({ amount, v: 1 }));
const tree = memoryTree(entries.map(portableHasher.leaf));
const checkpoint = signNote(formatCheckpoint({ origin: signer.name, size: tree.size, rootHash: tree.root() }), [signer]);
const receipt = formatProof({ index: 1, hashes: await proveInclusion(1, tree.size, tree), checkpoint });
const verifierKey = formatVerifierKey(signer.verifier);

// Anyone, offline: the entry, its receipt and the log's key are enough. An altered entry or receipt throws a TlogError.
const proven = verifyProof(receipt, canonicalJson({ v: 1, amount: "20" }), { log: [parseVerifierKey(verifierKey)] });
console.log(`entry ${proven.index} is in the log of ${proven.checkpoint.size} entries signed by ${verifierKey}`);
