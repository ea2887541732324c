import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  addSignatures,
  COSIGNATURE_V1,
  createCosigner,
  createSigner,
  createVerifier,
  ED25519,
  formatSignerKey,
  formatVerifierKey,
  openNote,
  parseNote,
  parseSignerKey,
  parseVerifierKey,
  type Signer,
  signBy,
  signNote,
} from "../src/index.ts";
import { refusal } from "./support/refusal.ts";
import { bytes } from "./support/small-log.ts";

const seed = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const alice = createSigner("alice.example/key", seed(1));
const bob = createSigner("bob.example", seed(2));
const witness = createCosigner("witness.example/w1", seed(3), () => 1_679_315_147);
const TEXT = "first line\n\n\u{1f642} third line\n";
const note = signNote(TEXT, [alice, bob]);
const [aliceLine, bobLine] = note.split("\n").slice(-3) as [string, string];

test("a signed note opens with any one of its keys, which tells the text and who signed", () => {
  for (const signer of [alice, bob]) {
    const opened = openNote(note, [signer.verifier]);
    assert.equal(opened.text, TEXT);
    assert.deepEqual(
      opened.verified.map(({ name }) => name),
      [signer.name],
    );
    assert.equal(opened.unverified.length, 1);
  }
  assert.deepEqual(openNote(bytes(note), [alice.verifier, bob.verifier]).unverified, []);
});

test("any text that a note may have is signed and opened unchanged", () => {
  const texts = fc.string({ unit: "grapheme" }).map((text) => `${text.replace(/\p{Cc}/gu, "\n")}\n`);
  fc.assert(
    fc.property(texts, (text) => assert.equal(openNote(signNote(text, [alice]), [alice.verifier]).text, text)),
    { numRuns: 30 },
  );
});

test("a note with any byte changed does not open", () => {
  const whole = bytes(signNote(TEXT, [alice]));
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Uint8Array.from(whole);
      altered[at]! ^= change;
      assert.throws(() => openNote(altered, [alice.verifier]), { name: "TlogError" });
    }),
    { numRuns: 300 },
  );
});

test("only an exactly known pair of name and key id counts as a known key", () => {
  const other = createSigner(alice.name, seed(9));
  assert.throws(() => openNote(note, [other.verifier]), refusal("note_unverified"));
  assert.throws(() => openNote(note, []), refusal("note_unverified"));
});

test("a bad signature by a known key refuses the note even beside a good one", () => {
  const swapped = `${TEXT}\n${aliceLine}\n${bobLine.slice(0, -4)}AAA=\n`;
  assert.throws(() => openNote(swapped, [alice.verifier, bob.verifier]), refusal("signature_invalid", /bob\.example\+[0-9a-f]{8}/));
});

test("a second signature by the same key is left out", () => {
  assert.equal(openNote(`${note}${aliceLine}\n`, [alice.verifier]).verified.length, 1);
});

test("two verifiers with one identity are refused", () => {
  assert.throws(() => openNote(note, [alice.verifier, alice.verifier]), refusal("verifier_ambiguous"));
});

test("signatures added follow those there, and replace those of the same key", () => {
  const added = addSignatures(note, [signBy(alice, TEXT), signBy(witness, TEXT)]);
  const names = parseNote(added).signatures.map(({ name }) => name);
  assert.deepEqual(names, [bob.name, alice.name, witness.name]);
  assert.equal(openNote(added, [alice.verifier, bob.verifier, witness.verifier]).verified.length, 3);
});

test("each way in which a note can be malformed has its own code", () => {
  const cases = [
    ["note_too_large", "x".repeat(1_000_001)],
    ["note_not_utf8", Uint8Array.of(...bytes(note).subarray(0, 5), 0xff)],
    ["note_not_utf8", `\ud800${note}`],
    ["note_control_character", `\t${note}`],
    ["note_control_character", note.replaceAll("\n", "\r\n")],
    ["note_no_signatures", TEXT.replace("\n\n", "\n")],
    ["note_no_signatures", `${TEXT}\n`],
    ["note_unterminated", note.slice(0, -1)],
    ["note_too_many_signatures", `${TEXT}\n${`${aliceLine}\n`.repeat(101)}`],
    ["signature_line_malformed", `${TEXT}\n${aliceLine.replace("\u2014", "-")}\n`],
    ["signature_line_malformed", `${TEXT}\n${aliceLine.replace("key ", "key")}\n`],
    ["signature_line_malformed", `${TEXT}\n${aliceLine} \n`],
    ["key_name_invalid", `${TEXT}\n${aliceLine.replace("alice", "a+e")}\n`],
    ["key_name_invalid", `${TEXT}\n${aliceLine.replace("alice", "a\u2003e")}\n`],
    ["key_name_invalid", `${TEXT}\n${aliceLine.replace(alice.name, "")}\n`],
    ["signature_base64", `${TEXT}\n${aliceLine.slice(0, -1)}\n`],
    ["signature_base64", `${TEXT}\n\u2014 alice AAAAAA==\n`],
    // The spare bits of the last digit are not zero.
    ["signature_base64", `${TEXT}\n\u2014 alice AAAAAAD/\n\u2014 alice AAAAAAB=\n`],
  ] as const;
  for (const [code, malformed] of cases) assert.throws(() => parseNote(malformed), refusal(code));
  parseNote(`${TEXT}\n${`${aliceLine}\n`.repeat(100)}`);
});

test("a text that no note may have is not signed", () => {
  assert.throws(() => signNote("no newline", [alice]), refusal("note_unterminated"));
  assert.throws(() => signNote("tab\there\n", [alice]), refusal("note_control_character"));
  assert.throws(() => signNote("\udfff\n", [alice]), refusal("note_not_utf8"));
  assert.throws(() => signNote(TEXT, []), refusal("note_no_signatures"));
});

test("a verifier key is read back as it was written", () => {
  for (const { verifier } of [alice, bob, witness]) {
    const parsed = parseVerifierKey(formatVerifierKey(verifier));
    assert.deepEqual(
      [parsed.name, parsed.keyId, parsed.type, parsed.publicKey],
      [verifier.name, verifier.keyId, verifier.type, verifier.publicKey],
    );
  }
});

test("each way in which a verifier key can be wrong has its own code", () => {
  const key = formatVerifierKey(alice.verifier);
  const [name, id, encoded] = [alice.name, key.slice(alice.name.length + 1, alice.name.length + 9), key.slice(alice.name.length + 10)];
  const withType = (type: number) => Buffer.from(Uint8Array.of(type, ...alice.verifier.publicKey)).toString("base64");
  const cases = [
    ["verifier_key_malformed", ""],
    ["verifier_key_malformed", `${name}+${id}`],
    ["verifier_key_malformed", `${name}+${id}+`],
    ["verifier_key_malformed", `${name}+${id.toUpperCase()}x+${encoded}`],
    ["verifier_key_malformed", `${name}+${id}+${encoded}\n`],
    ["verifier_key_malformed", `${name}+${id}+${encoded}=`],
    ["key_name_invalid", `+${id}+${encoded}`],
    ["key_name_invalid", `a b+${id}+${encoded}`],
    ["verifier_key_algorithm", `${name}+${id}+${withType(6)}`],
    ["key_length", `${name}+${id}+${Buffer.from(Uint8Array.of(1, 2, 3)).toString("base64")}`],
    ["verifier_key_id_mismatch", `${name}+00000000+${encoded}`],
    ["verifier_key_id_mismatch", `${name}x+${id}+${encoded}`],
    ["verifier_key_id_mismatch", `${name}+${id}+${withType(COSIGNATURE_V1)}`],
  ] as const;
  for (const [code, text] of cases) assert.throws(() => parseVerifierKey(text), refusal(code), text);
});

test("a signer key is read back as the same signer, and no error shows it", () => {
  const now = () => 5;
  const kinds: [Signer, string][] = [
    [alice, formatSignerKey(alice.name, seed(1), ED25519)],
    [witness, formatSignerKey(witness.name, seed(3), COSIGNATURE_V1)],
  ];
  for (const [signer, key] of kinds) {
    assert.equal(formatVerifierKey(parseSignerKey(key, now).verifier), formatVerifierKey(signer.verifier));
    const wrong = [
      ["signer_key_malformed", key.replace("PRIVATE+", "")],
      ["signer_key_malformed", key.slice(0, -1)],
      ["key_name_invalid", key.replace(signer.name, "")],
      ["signer_key_id_mismatch", key.replace(signer.name, "else")],
      ["signer_key_algorithm", key.replace(/[^+]*$/, Buffer.alloc(33, 2).toString("base64"))],
      ["key_length", key.replace(/[^+]*$/, Buffer.alloc(30, 1).toString("base64"))],
    ] as const;
    for (const [code, text] of wrong) {
      const seedText = text.slice(-20);
      assert.throws(
        () => parseSignerKey(text, now),
        (error: Error) => refusal(code)(error) && !error.message.includes(seedText),
      );
    }
  }
  assert.throws(() => formatSignerKey("a", new Uint8Array(31), ED25519), refusal("key_length"));
});

test("a key of another length is refused", () => {
  assert.throws(() => createSigner("a", new Uint8Array(64)), refusal("key_length"));
  assert.throws(() => createVerifier("a", new Uint8Array(33)), refusal("key_length"));
});

test("a signer keeps its own copy of the seed", () => {
  const buffer = Buffer.alloc(32, 1);
  const signer = createSigner(alice.name, buffer);
  buffer.fill(0);
  assert.equal(openNote(signNote(TEXT, [signer]), [alice.verifier]).verified.length, 1);
});

test("a public key of small order, for which anyone can make signatures, vouches for nothing", () => {
  const identity = new Uint8Array(32);
  identity[0] = 1;
  const signature = new Uint8Array(64);
  signature[0] = 1;
  assert.equal(createVerifier("a", identity).verify(bytes(TEXT), signature), false);
});

test("a public key that is no point of the curve verifies nothing and does not throw", () => {
  const signature = signBy(alice, TEXT).signature;
  assert.equal(createVerifier("a", new Uint8Array(32).fill(0xff)).verify(bytes(TEXT), signature), false);
});
