import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addSignatures,
  createCosigner,
  createSigner,
  entriesPath,
  formatCheckpoint,
  formatVerifierKey,
  signBy,
  signNote,
  verifyLog,
} from "../src/index.ts";
import { logReader } from "../src/log/log-reader.ts";
import { nodeHasher } from "../src/node/index.ts";
import { refusal } from "./support/refusal.ts";
import { bytes, flipBit, logSigner, type SmallLog, smallLog, someEntries } from "./support/small-log.ts";

const verifierKey = formatVerifierKey(logSigner.verifier);
const options = { verifierKey, hasher: nodeHasher };
const large = smallLog([65_000, 1_000]);
const small = smallLog([300, 77]);

/** The log with some of its files replaced, or gone. */
const altered = (log: SmallLog, changes: Record<string, Uint8Array | undefined>) =>
  logReader(async (path) => (path in changes ? changes[path] : log.files.get(path)));

/** The log with one bit of a file turned. */
const flipped = (log: SmallLog, path: string, bit = 8 * (log.files.get(path)!.length - 1)) =>
  altered(log, { [path]: flipBit(log.files.get(path)!, bit) });

test("a log of any size is found right, and each entry is shown once, in order", async () => {
  for (const steps of [[0], [1], [255], [256], [257], [100, 156, 1], [512], [300, 77]]) {
    const log = smallLog(steps);
    const seen: Uint8Array[] = [];
    const result = await verifyLog(log.reader, { verifierKey, onEntry: (index, entry) => assert.equal(seen.push(entry), index + 1) });
    assert.deepEqual(seen, someEntries(log.size));
    assert.deepEqual([result.size, result.checkedEntries], [log.size, log.size]);
    assert.deepEqual(Uint8Array.from(result.rootHash), Uint8Array.from(log.rootHash));
  }
});

test("a log with three levels of tiles is found right, and progress is told up to its size", async () => {
  const progress: number[] = [];
  const result = await verifyLog(large.reader, { ...options, onProgress: ({ checkedEntries }) => progress.push(checkedEntries) });
  assert.equal(result.checkedEntries, 66_000);
  assert.equal(progress.length, Math.ceil(66_000 / 256));
  assert.equal(progress.at(-1), 66_000);
});

test("an altered entry is named by its index, wherever it stands", async () => {
  for (const index of [0, 255, 256, 40_000, 65_535, 65_536, 65_999]) {
    const bundle = { index: Math.floor(index / 256), width: Math.min(256, 66_000 - 256 * Math.floor(index / 256)) };
    const path = entriesPath(bundle);
    const data = Uint8Array.from(large.files.get(path)!);
    const at = Buffer.from(data).indexOf(`entry ${index}`);
    data[at]! ^= 1;
    await assert.rejects(verifyLog(altered(large, { [path]: data }), options), refusal("entry_mismatch", new RegExp(`entry ${index}$`)));
  }
});

test("an altered tile is named by its path, at every level and at the right edge", async () => {
  const size = 66_000;
  assert.equal(large.size, size);
  for (const path of ["tile/0/000", "tile/0/128", "tile/0/257.p/208", "tile/1/000", "tile/1/001.p/1", "tile/2/000.p/1"]) {
    await assert.rejects(verifyLog(flipped(large, path), options), refusal("tile_mismatch", new RegExp(`${path}$`)), path);
  }
});

test("an entry altered together with its tile is found by the tile above", async () => {
  const forged = smallLog([65_000, 1_000]);
  const entries = Uint8Array.from(forged.files.get("tile/entries/003")!);
  const tile = Uint8Array.from(forged.files.get("tile/0/003")!);
  entries[2]! ^= 1;
  tile.set(nodeHasher.leaf(entries.subarray(2, 2 + entries[1]!)));
  const reader = altered(large, { "tile/entries/003": entries, "tile/0/003": tile });
  await assert.rejects(verifyLog(reader, options), refusal("tile_mismatch", /tile\/0\/003 and the entries under it/));
});

test("another history under a signed checkpoint is refused even when its tiles and entries agree", async () => {
  const other = smallLog([66_000]);
  const text = formatCheckpoint({ origin: logSigner.name, size: other.size, rootHash: new Uint8Array(32) });
  const reader = altered(other, { checkpoint: bytes(signNote(text, [logSigner])) });
  await assert.rejects(verifyLog(reader, options), refusal("root_mismatch", /the tiles agree with the entries/));
});

test("entries that agree with neither tiles nor checkpoint are refused, and the first tile that differs is named", async () => {
  const checkpoint = bytes(
    signNote(formatCheckpoint({ origin: logSigner.name, size: small.size, rootHash: new Uint8Array(32) }), [logSigner]),
  );
  const reader = altered(small, { checkpoint, "tile/0/000": flipBit(small.files.get("tile/0/000")!, 9) });
  await assert.rejects(verifyLog(reader, options), refusal("root_mismatch", /first differ in tile\/0\/000$/));
});

test("a bit turned anywhere in a log is found", async () => {
  for (const [path, data] of small.files) {
    if (path === "tile/0/001.p/44" || path === "tile/entries/001.p/44") continue;
    for (let bit = 0; bit < data.length * 8; bit += 997) {
      const reader = flipped(small, path, bit);
      await assert.rejects(verifyLog(reader, options), { name: "TlogError" }, `${path}, bit ${bit}`);
    }
  }
});

test("a file that is gone, too long or too short is named", async () => {
  for (const path of ["checkpoint", "tile/0/000", "tile/entries/000", "tile/1/000.p/1"]) {
    await assert.rejects(verifyLog(altered(small, { [path]: undefined }), options), refusal("resource_missing", new RegExp(path)));
  }
  const long = new Uint8Array(8_193);
  await assert.rejects(verifyLog(altered(small, { "tile/0/000": long }), options), refusal("resource_too_large", /tile\/0\/000/));
  await assert.rejects(verifyLog(altered(small, { "tile/0/000": long.subarray(1, 33) }), options), refusal("tile_length"));
  const short = { "tile/entries/000": small.files.get("tile/entries/001.p/121") };
  await assert.rejects(verifyLog(altered(small, short), options), refusal("bundle_width", /tile\/entries\/000/));
  const cut = { "tile/entries/000": small.files.get("tile/entries/000")!.subarray(0, -1) };
  await assert.rejects(verifyLog(altered(small, cut), options), refusal("bundle_truncated", /tile\/entries\/000/));
});

test("a full tile that is gone is asked for once", async () => {
  const asked: string[] = [];
  const reader = logReader(async (path) => void asked.push(path));
  await assert.rejects(reader.readTile({ level: 0, index: 1, width: 256 }), refusal("resource_missing"));
  await assert.rejects(reader.readTile({ level: 0, index: 1, width: 5 }), refusal("resource_missing", /\.p\/5$/));
  assert.deepEqual(asked, ["tile/0/001", "tile/0/001.p/5", "tile/0/001"]);
});

test("partial tiles and bundles that full ones have replaced are not missed", async () => {
  const grown = smallLog([300, 400]);
  const older = smallLog([300]);
  const reader = logReader(async (path) =>
    path === "checkpoint" ? older.files.get(path) : path.includes(".p/44") ? undefined : grown.files.get(path),
  );
  // The tile of level 1 is still partial, and was published for both sizes.
  assert.equal((await verifyLog(reader, options)).checkedEntries, 300);
});

test("a log under another key, or under another name, is refused", async () => {
  const other = formatVerifierKey(createSigner(logSigner.name, new Uint8Array(32)).verifier);
  await assert.rejects(verifyLog(small.reader, { verifierKey: other }), refusal("note_unverified"));
  await assert.rejects(verifyLog(small.reader, { verifierKey, origin: "example.com/other" }), refusal("checkpoint_origin_mismatch"));
});

test("witnesses are asked for when a quorum is", async () => {
  const witness = createCosigner("w.example", new Uint8Array(32), () => 1);
  const witnessKeys = [formatVerifierKey(witness.verifier)];
  await assert.rejects(verifyLog(small.reader, { verifierKey, witnessKeys, quorum: 1 }), refusal("cosignature_quorum"));
  const text = formatCheckpoint({ origin: logSigner.name, size: small.size, rootHash: small.rootHash });
  const checkpoint = bytes(addSignatures(small.checkpoint, [signBy(witness, text)]));
  const { checkpoint: opened } = await verifyLog(altered(small, { checkpoint }), { verifierKey, witnessKeys, quorum: 1 });
  assert.equal(opened.cosignatures.length, 1);
});

test("a log that does not continue the tree seen before is refused", async () => {
  for (const steps of [[0], [1], [256], [300], [377]]) {
    await verifyLog(small.reader, { ...options, previous: smallLog(steps) });
  }
  for (const size of [0, 1, 300, 377]) {
    const previous = { size, rootHash: new Uint8Array(32) };
    await assert.rejects(verifyLog(small.reader, { ...options, previous }), refusal("previous_mismatch"));
  }
  await assert.rejects(
    verifyLog(small.reader, { ...options, previous: smallLog([378]) }),
    refusal("previous_mismatch", /378 entries then, 377 now/),
  );
});

test("what the caller finds wrong in an entry ends the check", async () => {
  const onEntry = (index: number) => {
    if (index === 300) throw new RangeError("amount");
  };
  await assert.rejects(verifyLog(small.reader, { ...options, onEntry }), RangeError);
});

test("no more bundles are under way than were to be read ahead", async () => {
  let underWay = 0;
  let most = 0;
  const reader = {
    ...large.reader,
    async readEntries(bundle: { index: number; width: number }) {
      most = Math.max(most, ++underWay);
      const data = await large.reader.readEntries(bundle);
      underWay -= 1;
      return data;
    },
  };
  await verifyLog(reader, { ...options, readAhead: 3 });
  assert.ok(most >= 2 && most <= 3, `${most} under way`);
});
