import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addSignatures,
  createCosigner,
  createSigner,
  createVerifier,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  signBy,
  signNote,
} from "../src/index.ts";
import { refusal } from "./support/refusal.ts";
import { logSigner } from "./support/small-log.ts";

const ROOT = new Uint8Array(32).fill(5);
const checkpoint = { origin: logSigner.name, size: 20_852_163, rootHash: ROOT, extensions: ["more 1", "more 2"] };
const text = formatCheckpoint(checkpoint);
const signed = signNote(text, [logSigner]);
const log = [logSigner.verifier];
const cosigner = (name: string, fill: number, time = 1_700_000_000) => createCosigner(name, new Uint8Array(32).fill(fill), () => time);
const w1 = cosigner("w1.example", 1);
const w2 = cosigner("w2.example", 2, 2 ** 33 + 5);
const cosigned = addSignatures(signed, [signBy(w1, text), signBy(w2, text)]);

test("a checkpoint is read back as it was written", () => {
  assert.equal(text, `example.com/log\n20852163\n${Buffer.from(ROOT).toString("base64")}\nmore 1\nmore 2\n`);
  assert.deepEqual(parseCheckpoint(text), checkpoint);
});

test("each way in which a checkpoint can be malformed has its own code", () => {
  const root = Buffer.from(ROOT).toString("base64");
  const cases = [
    ["note_unterminated", `o\n1\n${root}`],
    ["checkpoint_lines", "o\n1\n"],
    ["checkpoint_lines", "\n"],
    ["checkpoint_origin", `\n1\n${root}\n`],
    ["checkpoint_size", `o\n01\n${root}\n`],
    ["checkpoint_size", `o\n-1\n${root}\n`],
    ["checkpoint_size", `o\n+1\n${root}\n`],
    ["checkpoint_size", `o\n1 \n${root}\n`],
    ["checkpoint_size", `o\n1e3\n${root}\n`],
    ["checkpoint_size", `o\n9007199254740992\n${root}\n`],
    ["checkpoint_root", `o\n1\n${root.slice(0, -1)}\n`],
    ["checkpoint_root", `o\n1\n${root}=\n`],
    ["checkpoint_root", "o\n1\nAAAA\n"],
    ["checkpoint_root", "o\n1\n\n"],
    ["checkpoint_extension", `o\n1\n${root}\n\n`],
    ["checkpoint_extension", `o\n1\n${root}\na\n\nb\n`],
  ] as const;
  for (const [code, malformed] of cases) assert.throws(() => parseCheckpoint(malformed), refusal(code), JSON.stringify(malformed));
  assert.equal(parseCheckpoint(`o\n9007199254740991\n${root}\n`).size, 2 ** 53 - 1);
});

test("a checkpoint that could not be read back is not written", () => {
  const cases = [
    ["checkpoint_origin", { origin: "" }],
    ["checkpoint_origin", { origin: "a\nb" }],
    ["checkpoint_size", { size: -1 }],
    ["checkpoint_size", { size: 2 ** 53 }],
    ["hash_length", { rootHash: new Uint8Array(31) }],
    ["checkpoint_extension", { extensions: [""] }],
  ] as const;
  for (const [code, change] of cases) assert.throws(() => formatCheckpoint({ ...checkpoint, ...change }), refusal(code));
});

test("a checkpoint opens with its log's key and tells which witnesses saw it, and when", () => {
  const opened = openCheckpoint(cosigned, { log, witnesses: [w1.verifier, w2.verifier], quorum: 2 });
  assert.deepEqual(
    opened.cosignatures.map(({ name, timestampSeconds }) => [name, timestampSeconds]),
    [
      ["w1.example", 1_700_000_000],
      ["w2.example", 2 ** 33 + 5],
    ],
  );
  assert.deepEqual({ ...opened, cosignatures: [] }, { ...checkpoint, cosignatures: [] });
});

test("a checkpoint with fewer known witnesses than the quorum is refused, and two keys of one witness count once", () => {
  const again = cosigner(w1.name, 8);
  const twice = addSignatures(signed, [signBy(w1, text), signBy(again, text)]);
  assert.throws(() => openCheckpoint(cosigned, { log, witnesses: [w1.verifier], quorum: 2 }), refusal("cosignature_quorum", /1 of 2/));
  assert.throws(() => openCheckpoint(twice, { log, witnesses: [w1.verifier, again.verifier], quorum: 2 }), refusal("cosignature_quorum"));
});

test("a checkpoint that only witnesses have signed, or that is of another log, is refused", () => {
  const unsigned = signNote(text, [w1]);
  assert.throws(() => openCheckpoint(unsigned, { log, witnesses: [w1.verifier] }), refusal("checkpoint_unsigned"));
  assert.throws(() => openCheckpoint(unsigned, { log: [], witnesses: [w1.verifier] }), refusal("checkpoint_unsigned"));
  assert.throws(() => openCheckpoint(signed, { log, origin: "example.com/other" }), refusal("checkpoint_origin_mismatch"));
  const impostor = signNote(formatCheckpoint({ ...checkpoint, origin: "example.com/other" }), [logSigner]);
  assert.throws(() => openCheckpoint(impostor, { log }), refusal("checkpoint_origin_mismatch"));
});

test("a cosignature with any bit turned, its time too, is refused", () => {
  const good = signBy(w1, text);
  for (let bit = 0; bit < 72 * 8; bit += 7) {
    const signature = Uint8Array.from(good.signature);
    signature[bit >> 3]! ^= 1 << (bit & 7);
    const altered = addSignatures(signed, [{ ...good, signature }]);
    assert.throws(() => openCheckpoint(altered, { log, witnesses: [w1.verifier] }), refusal("signature_invalid"));
  }
});

test("a cosignature does not pass for a plain signature of the same key, nor the other way round", () => {
  const seed = new Uint8Array(32).fill(1);
  const plain = createSigner(w1.name, seed);
  assert.notEqual(plain.keyId, w1.keyId);
  const plainSignature = { ...signBy(plain, text), keyId: w1.keyId };
  assert.throws(
    () => openCheckpoint(addSignatures(signed, [plainSignature]), { log, witnesses: [w1.verifier] }),
    refusal("signature_invalid"),
  );
  const { signature } = signBy(w1, text);
  const stripped = { name: w1.name, keyId: plain.keyId, signature: signature.subarray(8) };
  const verifier = createVerifier(w1.name, plain.verifier.publicKey);
  assert.throws(() => openCheckpoint(addSignatures(signed, [stripped]), { log, witnesses: [verifier] }), refusal("signature_invalid"));
});

test("a cosignature's message and bytes are those of C2SP tlog-cosignature", () => {
  const { signature } = signBy(w1, text);
  assert.equal(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0), 1_700_000_000n);
  const message = new TextEncoder().encode(`cosignature/v1\ntime 1700000000\n${text}`);
  const plain = createVerifier("any", w1.verifier.publicKey);
  assert.ok(plain.verify(message, signature.subarray(8)));
  assert.equal(parseNote(cosigned).signatures[1]!.signature.length, 72);
});

test("a cosigner whose clock tells no whole second does not sign", () => {
  for (const time of [1.5, -1, Number.NaN, 2 ** 53]) {
    assert.throws(() => signBy(cosigner("w", 1, time), text), refusal("cosignature_timestamp"));
  }
});
