import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { createVerifier } from "../src/index.ts";
import { alteredSignatures, smallOrder, smallOrderSignatures, tamingVectors } from "./support/ed25519-vectors.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (data: Uint8Array): string => Buffer.from(data).toString("hex");
const accepts = (key: string, message: string, signature: string): boolean =>
  createVerifier("example.org/log", bytes(key)).verify(bytes(message), bytes(signature));

for (const { about, key, message, signature, accepted } of tamingVectors) {
  const isSmall = smallOrder.includes(key);
  const verdict = accepted && !isSmall;
  test(`${about}: ${verdict ? "accepted" : "refused"}, ${verdict === accepted ? "as" : "other than"} by Go`, () => {
    assert.equal(accepts(key, message, signature), verdict);
  });
}

test("a key of small order vouches for nothing, in whatever encoding: Go takes 54 of these signatures that anyone can make", () => {
  for (const { key, message, signature } of smallOrderSignatures()) assert.ok(!accepts(key, message, signature), `${key} ${signature}`);
});

test("an honest signature is accepted, and none that was altered", () => {
  for (const fill of [1, 2, 3]) {
    const seed = new Uint8Array(32).fill(fill);
    const key = hex(ed25519.getPublicKey(seed));
    const message = "00".repeat(fill);
    const signature = hex(ed25519.sign(bytes(message), seed));
    assert.ok(accepts(key, message, signature));
    assert.ok(!accepts(key, `${message}00`, signature));
    for (const altered of alteredSignatures(signature)) assert.ok(!accepts(key, message, altered), altered);
    for (const length of [0, 63, 65]) assert.ok(!accepts(key, message, signature.padEnd(130, "0").slice(0, 2 * length)));
  }
});

test("a key that is no point verifies nothing", () => {
  const signature = "00".repeat(64);
  for (const y of [2, 7]) assert.equal(accepts(hex(new Uint8Array(32).fill(0, 1).fill(y, 0, 1)), "", signature), false);
});
