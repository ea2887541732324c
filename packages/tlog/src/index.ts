export { canonicalJson, parseCanonicalJson } from "./canonical-json.ts";
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from "./checkpoint/checkpoint.ts";
export { type CheckpointPolicy, type Cosignature, type OpenedCheckpoint, openCheckpoint } from "./checkpoint/open.ts";
export { TLOG_ERRORS, TlogError, type TlogErrorCode } from "./errors.ts";
export { HASH_BYTES, type Hash, portableHasher, type Sha256, type TreeHasher, treeHasher } from "./hash.ts";
export { type LogReader, logReader, type ReadResource } from "./log/log-reader.ts";
export { type UrlReaderOptions, urlLogReader } from "./log/url-reader.ts";
export { type VerifiedLog, type VerifyLogOptions, verifyLog } from "./log/verify-log.ts";
export { type HashReader, readTreeRoot } from "./merkle/hash-reader.ts";
export { type MemoryTree, memoryTree, treeRoot } from "./merkle/memory-tree.ts";
export { proveConsistency, proveInclusion } from "./merkle/prove.ts";
export type { TreeNode } from "./merkle/subtree.ts";
export { type TreeHead, verifyConsistency, verifyInclusion } from "./merkle/verify.ts";
export { COSIGNATURE_V1, ED25519, type KeyIdentity, keyIdOf, type SignatureType } from "./note/key.ts";
export { type OpenedNote, openNote } from "./note/open.ts";
export { parseNote, type UncheckedNote } from "./note/parse.ts";
export { addSignatures, formatNote, signBy, signNote } from "./note/sign.ts";
export { type HashedFile, signFiles } from "./note/sign-files.ts";
export { formatSignatureLine, type NoteSignature, parseSignatureLine } from "./note/signature-line.ts";
export { createCosigner, createSigner, type NowSeconds, type Signer } from "./note/signer.ts";
export { formatSignerKey, parseSignerKey } from "./note/signer-key.ts";
export { createVerifier, type Verifier } from "./note/verifier.ts";
export { formatVerifierKey, parseVerifierKey } from "./note/verifier-key.ts";
export { formatProof, parseProof, type TlogProof } from "./proof/proof.ts";
export { type ProvenEntry, verifyProof } from "./proof/verify.ts";
export { type AppendedTree, appendLeaves, EMPTY_TREE, edgeRoot, readTreeState, type TreeState } from "./tiles/append.ts";
export {
  appendToBundles,
  decodeEntries,
  ENTRY_BYTES_MAX,
  type EntryBundleData,
  type EntryBundleReader,
  encodeEntries,
  truncateEntries,
} from "./tiles/entry-bundle.ts";
export { type EntryBundle, entriesPath, parseEntriesPath, parseTilePath, tilePath } from "./tiles/path.ts";
export { edgeTiles, newTiles, TILE_WIDTH, type Tile, type TileData, type TileReader, tileWidth, truncateTile } from "./tiles/tile.ts";
export { tileHashReader } from "./tiles/tile-hash-reader.ts";
export { type OnFullTile, TreeEdge } from "./tiles/tree-edge.ts";
export { type AddCheckpoint, formatAddCheckpoint, parseAddCheckpoint } from "./witness/add-checkpoint.ts";
export { formatCosignatures, formatTreeSize, openCosignatures, parseTreeSize, TREE_SIZE_TYPE } from "./witness/answer.ts";
