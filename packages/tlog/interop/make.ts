import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  addSignatures,
  appendLeaves,
  appendToBundles,
  canonicalJson,
  createCosigner,
  createSigner,
  createVerifier,
  ED25519,
  EMPTY_TREE,
  entriesPath,
  formatCheckpoint,
  formatProof,
  formatSignerKey,
  formatVerifierKey,
  type Hash,
  memoryTree,
  openNote,
  portableHasher,
  proveConsistency,
  proveInclusion,
  readTreeRoot,
  signBy,
  signNote,
  TlogError,
  tileHashReader,
  tilePath,
} from "../src/index.ts";
import { folderLogReader } from "../src/node/index.ts";
import { alteredSignatures, smallOrder, smallOrderSignatures, tamingVectors } from "../test/support/ed25519-vectors.ts";
import { mutants } from "./mutants.ts";
import type { Consistency, Inclusion, Receipt, Vectors } from "./vectors.ts";

// usage: node make.ts <empty folder>. Writes a log as its files, and vectors.json, for main.go to judge.
const folder = process.argv[2]!;
const SIZE = 66_000;
const SMALL = 40;
const COSIGNED_AT = 1_760_000_000;
const seed = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const signer = createSigner("interop.example/log", seed(1));
const witness = createCosigner("witness.example/w1", seed(2), () => COSIGNED_AT);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

async function write(path: string, data: Uint8Array | string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), data);
}

const entries = Array.from({ length: SIZE }, (_, i) => canonicalJson({ amount: String(i), v: 1 }));
let tree = appendLeaves(EMPTY_TREE, []);
let partial = new Uint8Array(0);
for (const step of [1, 254, 1, 1, 743, 64_000, 1_000]) {
  const added = entries.slice(tree.size, tree.size + step);
  for (const { bundle, data } of appendToBundles(tree.size, partial, added)) {
    await write(entriesPath(bundle), data);
    partial = bundle.width === 256 ? new Uint8Array(0) : new Uint8Array(data);
  }
  tree = appendLeaves(tree, added.map(portableHasher.leaf));
  for (const { tile, data } of tree.tiles) await write(tilePath(tile), data);
}
const text = formatCheckpoint({ origin: signer.name, size: tree.size, rootHash: tree.rootHash });
const checkpoint = addSignatures(signNote(text, [signer]), [signBy(witness, text)]);
await write("checkpoint", checkpoint);

/** Proofs of a small tree from memory, all of them, and some of the large one from the tiles just written. */
async function prove(): Promise<{ inclusions: Inclusion[]; consistencies: Consistency[] }> {
  const small = memoryTree(entries.slice(0, SMALL).map(portableHasher.leaf));
  const large = tileHashReader(tree, folderLogReader(folder));
  const pairs = Array.from({ length: SMALL }, (_, size) =>
    Array.from({ length: size + 1 }, (_, index) => ({ index, size: size + 1, reader: small })),
  );
  const far = [0, 255, 256, 65_535, 65_536, 65_999].map((index) => ({ index, size: SIZE, reader: large }));
  const inclusions: Inclusion[] = [];
  const consistencies: Consistency[] = [];
  for (const { index, size, reader } of [...pairs.flat(), ...far]) {
    const root = base64(await readTreeRoot(size, reader));
    const oldRoot = base64(await readTreeRoot(index + 1, reader));
    const path = (hashes: readonly Hash[]) => hashes.map(base64);
    inclusions.push({
      index,
      size,
      leafHash: base64(portableHasher.leaf(entries[index]!)),
      root,
      hashes: path(await proveInclusion(index, size, reader)),
    });
    consistencies.push({ oldSize: index + 1, oldRoot, size, root, hashes: path(await proveConsistency(index + 1, size, reader)) });
  }
  return { inclusions, consistencies };
}

async function receipts(): Promise<Receipt[]> {
  const reader = tileHashReader(tree, folderLogReader(folder));
  const indexes = [0, 1, 257, 65_999];
  return await Promise.all(
    indexes.map(async (index) => ({
      entry: base64(entries[index]!),
      proof: formatProof({
        index,
        hashes: await proveInclusion(index, SIZE, reader),
        checkpoint,
        ...(index % 2 === 1 && { extra: Uint8Array.of(index & 0xff) }),
      }),
    })),
  );
}

/** Every odd kind of signature, with what this package says of it. */
function judgedSignatures(): NonNullable<Vectors["signatures"]> {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
  const key = hex(signer.verifier.publicKey);
  const message = hex(new TextEncoder().encode("signed\n"));
  const honest = hex(signer.sign(bytes(message)));
  const altered = [honest, ...alteredSignatures(honest)].map((signature) => ({ key, message, signature }));
  return [...tamingVectors, ...smallOrderSignatures(), ...altered].map(({ key, message, signature }) => ({
    ...{ key, message, signature },
    smallKey: smallOrder.includes(key),
    accepted: createVerifier("odd", bytes(key)).verify(bytes(message), bytes(signature)),
  }));
}

function judge(note: string): string {
  try {
    openNote(note, [signer.verifier]);
    return "";
  } catch (error) {
    if (error instanceof TlogError) return error.code;
    throw error;
  }
}

const vectors: Vectors = {
  verifierKey: formatVerifierKey(signer.verifier),
  signerKey: formatSignerKey(signer.name, seed(1), ED25519),
  witnessKey: formatVerifierKey(witness.verifier),
  checkpoint,
  origin: signer.name,
  cosignedAt: COSIGNED_AT,
  ...(await prove()),
  receipts: await receipts(),
  signatures: judgedSignatures(),
  notes: mutants(checkpoint).map((note) => ({ note, refusal: judge(note) })),
};
await write("vectors.json", JSON.stringify(vectors));
