import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  createCosigner,
  createSigner,
  formatAddCheckpoint,
  formatCosignatures,
  formatTreeSize,
  openCheckpoint,
  openCosignatures,
  parseAddCheckpoint,
  parseNote,
  parseTreeSize,
  signBy,
} from "../src/index.ts";
import { refusal } from "./support/refusal.ts";
import { bytes, logSigner, smallLog } from "./support/small-log.ts";

const { checkpoint } = smallLog([5]);
const { text } = parseNote(checkpoint);
const hash = (fill: number) => new Uint8Array(32).fill(fill);
const w1 = createCosigner("witness.example/w1", hash(1), () => 1_760_000_000);
const w2 = createCosigner("witness.example/w2", hash(2), () => 1_760_000_001);

test("a request is written as tlog-witness lays it out", () => {
  const body = formatAddCheckpoint({ oldSize: 3, proof: [hash(0), hash(255)], checkpoint });
  assert.equal(body, `old 3\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n//////////////////////////////////////////8=\n\n${checkpoint}`);
  assert.equal(formatAddCheckpoint({ oldSize: 0, proof: [], checkpoint }), `old 0\n\n${checkpoint}`);
});

test("any request is read as it was written, from text and from bytes", () => {
  const hashes = fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 63 });
  fc.assert(
    fc.property(fc.maxSafeNat(), hashes, (oldSize, proof) => {
      const body = formatAddCheckpoint({ oldSize, proof, checkpoint });
      for (const read of [parseAddCheckpoint(body), parseAddCheckpoint(bytes(body))])
        assert.deepEqual(read, { oldSize, proof: proof.map((one) => Uint8Array.from(one)), checkpoint });
    }),
    { numRuns: 50 },
  );
});

test("a request that is not laid out so is refused", () => {
  for (const old of ["old -1", "old 01", "old  1", "Old 1", "old", "old 9007199254740992", "old 1 ", ""])
    assert.throws(() => parseAddCheckpoint(`${old}\n\n${checkpoint}`), refusal("witness_old_size"), old);
  const line = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  for (const proof of ["x", line.slice(4), `${line} `, Array(64).fill(line).join("\n")])
    assert.throws(() => parseAddCheckpoint(`old 1\n${proof}\n\n${checkpoint}`), refusal("witness_proof_hash"), proof);
  for (const body of ["", "old 1", "old 1\n\n", `old 1\n${line}\n`, `old 1\n\n${"x".repeat(1_100_000)}`])
    assert.throws(() => parseAddCheckpoint(body), refusal("witness_request_malformed"));
  assert.throws(() => parseAddCheckpoint(`old 1\r\n\r\n${checkpoint}`), refusal("note_control_character"));
  assert.throws(() => parseAddCheckpoint(Uint8Array.of(0xff)), refusal("note_not_utf8"));
});

test("what cannot be said is not written", () => {
  assert.throws(() => formatAddCheckpoint({ oldSize: -1, proof: [], checkpoint }), refusal("witness_old_size"));
  assert.throws(() => formatAddCheckpoint({ oldSize: 1, proof: [new Uint8Array(31)], checkpoint }), refusal("hash_length"));
  assert.throws(() => formatAddCheckpoint({ oldSize: 1, proof: Array(64).fill(hash(1)), checkpoint }), refusal("witness_proof_hash"));
  assert.throws(() => formatTreeSize(1.5), refusal("tree_range"));
});

test("cosignatures answered are checked, and join the checkpoint", () => {
  const answer = formatCosignatures([signBy(w1, text), signBy(w2, text)]);
  const both = openCosignatures(answer, text, [w1.verifier, w2.verifier]);
  assert.deepEqual(
    both.map(({ name }) => name),
    [w1.name, w2.name],
  );
  const { cosignatures } = openCheckpoint(checkpoint + answer, {
    log: [logSigner.verifier],
    witnesses: [w1.verifier, w2.verifier],
    quorum: 2,
  });
  assert.deepEqual(
    cosignatures.map(({ timestampSeconds }) => timestampSeconds),
    [1_760_000_000, 1_760_000_001],
  );
});

test("cosignatures of witnesses that are not known are left out, and an answer with no other is refused", () => {
  const answer = formatCosignatures([signBy(w2, text), signBy(w1, text)]);
  assert.deepEqual(
    openCosignatures(answer, text, [w1.verifier]).map(({ name }) => name),
    [w1.name],
  );
  assert.throws(() => openCosignatures(formatCosignatures([signBy(w2, text)]), text, [w1.verifier]), refusal("note_unverified"));
});

test("a cosignature of another text, also one that the answer brings along, is refused", () => {
  const other = text.replace("\n5\n", "\n6\n");
  assert.throws(() => openCosignatures(formatCosignatures([signBy(w1, other)]), text, [w1.verifier]), refusal("signature_invalid"));
  const longer = `${text}\nmore\n`;
  const smuggled = `more\n\n${formatCosignatures([signBy(w1, longer)])}`;
  assert.throws(() => openCosignatures(smuggled, text, [w1.verifier]), refusal("signature_line_malformed"));
  // A plain signature of the same key is no cosignature: it says nothing about when.
  const plain = signBy(createSigner(w1.name, hash(1)), text);
  assert.throws(() => openCosignatures(formatCosignatures([plain]), text, [w1.verifier]), refusal("note_unverified"));
});

test("an answer that is not one is refused", () => {
  assert.throws(() => openCosignatures("", text, [w1.verifier]), refusal("witness_answer_malformed"));
  assert.throws(() => openCosignatures("hello\n", text, [w1.verifier]), refusal("signature_line_malformed"));
  for (const answer of ["", "7", "07\n", "7\n\n", "-7\n", "7 \n", "x\n"])
    assert.throws(() => parseTreeSize(answer), refusal("witness_answer_malformed"), answer);
  assert.equal(parseTreeSize(formatTreeSize(7)), 7);
});
