import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addSignatures,
  createCosigner,
  formatProof,
  parseNote,
  parseProof,
  portableHasher,
  proveInclusion,
  signBy,
  tileHashReader,
  verifyProof,
} from "../src/index.ts";
import { refusal } from "./support/refusal.ts";
import { bytes, logSigner, smallLog, someEntries } from "./support/small-log.ts";

const log = smallLog([300, 77]);
const entries = someEntries(log.size);
const policy = { log: [logSigner.verifier] };
const hashes = (index: number) => proveInclusion(index, log.size, tileHashReader(log, log.reader), portableHasher);
const proof = formatProof({ index: 300, hashes: await hashes(300), checkpoint: log.checkpoint });
const lines = proof.split("\n");

test("a receipt of every entry verifies offline, for its entry only", async () => {
  for (let index = 0; index < log.size; index += 11) {
    const receipt = formatProof({ index, hashes: await hashes(index), checkpoint: log.checkpoint });
    const proven = verifyProof(bytes(receipt), entries[index]!, policy);
    assert.deepEqual([proven.index, proven.checkpoint.size], [index, log.size]);
    assert.throws(() => verifyProof(receipt, entries[index + 1] ?? bytes("else"), policy), refusal("inclusion_proof_invalid"));
  }
});

test("a receipt has the lines of C2SP tlog-proof", () => {
  assert.equal(lines[0], "c2sp.org/tlog-proof@v1");
  assert.equal(lines[1], "index 300");
  assert.ok(lines.slice(2, lines.indexOf("")).every((line) => Buffer.from(line, "base64").length === 32));
  assert.equal(lines.slice(lines.indexOf("") + 1).join("\n"), log.checkpoint);
});

test("extra data goes through unchanged", async () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (extra) => {
      const parsed = parseProof(formatProof({ ...parseProof(proof), extra }));
      assert.deepEqual(parsed, { ...parseProof(proof), extra });
    }),
  );
  const extra = bytes("context");
  assert.deepEqual(verifyProof(formatProof({ ...parseProof(proof), extra }), entries[300]!, policy).extra, extra);
});

test("a receipt with any bit turned is refused", () => {
  const whole = bytes(proof);
  for (let bit = 0; bit < whole.length * 8; bit += 3) {
    const altered = Uint8Array.from(whole);
    altered[bit >> 3]! ^= 1 << (bit & 7);
    assert.throws(() => verifyProof(altered, entries[300]!, policy), { name: "TlogError" }, `bit ${bit}`);
  }
});

test("a receipt under another log's key, or with too few witnesses, is refused", () => {
  const witness = createCosigner("w.example", new Uint8Array(32), () => 9);
  const cosigned = { ...parseProof(proof), checkpoint: addSignatures(log.checkpoint, [signBy(witness, parseNote(log.checkpoint).text)]) };
  const witnesses = [witness.verifier];
  assert.equal(
    verifyProof(formatProof(cosigned), entries[300]!, { ...policy, witnesses, quorum: 1 }).checkpoint.cosignatures[0]!.timestampSeconds,
    9,
  );
  assert.throws(() => verifyProof(proof, entries[300]!, { ...policy, witnesses, quorum: 1 }), refusal("cosignature_quorum"));
  assert.throws(() => verifyProof(proof, entries[300]!, { log: [witness.verifier] }), refusal("note_unverified"));
});

test("an index beyond the checkpoint's tree is refused", () => {
  assert.throws(() => verifyProof(proof.replace("index 300", "index 377"), entries[300]!, policy), refusal("tree_range"));
});

test("each way in which a receipt can be malformed has its own code", () => {
  const body = lines.slice(1).join("\n");
  const cases = [
    ["proof_too_large", "x".repeat(2_100_000)],
    ["note_not_utf8", Uint8Array.of(0xc0)],
    ["note_control_character", proof.replaceAll("\n", "\r\n")],
    ["proof_no_checkpoint", proof.slice(0, proof.indexOf("\n\n"))],
    ["proof_no_checkpoint", proof.slice(0, proof.indexOf("\n\n") + 2)],
    ["proof_header", proof.replace("@v1", "@v2")],
    ["proof_header", body],
    ["proof_extra", `${lines[0]}\nextra \n${body}`],
    ["proof_extra", `${lines[0]}\nextra !\n${body}`],
    ["proof_index", `${lines[0]}\nextra AAAA\nextra AAAA\n${body}`],
    ["proof_index", proof.replace("index 300", "index 0300")],
    ["proof_index", proof.replace("index 300", "index -1")],
    ["proof_index", proof.replace("index 300", "Index 300")],
    ["proof_index", proof.replace("index 300\n", "")],
    ["proof_index", `${lines[0]}\n\n${log.checkpoint}`],
    ["proof_hash", proof.replace(lines[2]!, `${lines[2]} `)],
    ["proof_hash", proof.replace(lines[2]!, lines[2]!.slice(4))],
    ["proof_too_many_hashes", proof.replace(lines[2]!, Array(64).fill(lines[2]).join("\n"))],
  ] as const;
  for (const [code, malformed] of cases) assert.throws(() => parseProof(malformed), refusal(code));
});

test("a receipt that could not be read back is not written", () => {
  const good = parseProof(proof);
  const cases = [
    ["proof_index", { index: -1 }],
    ["hash_length", { hashes: [new Uint8Array(20)] }],
    ["proof_too_many_hashes", { hashes: Array(64).fill(new Uint8Array(32)) }],
    ["proof_extra", { extra: new Uint8Array(0) }],
  ] as const;
  for (const [code, change] of cases) assert.throws(() => formatProof({ ...good, ...change }), refusal(code));
});
