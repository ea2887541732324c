import assert from "node:assert/strict";
import { it } from "node:test";
import { createSigner, openNote, signFiles } from "../src/index.ts";

it("a note names the hash of each file, and another key did not sign it", () => {
  const signer = createSigner("example.org/files", new Uint8Array(32).fill(1));
  const note = signFiles({ title: "Export", id: "7", made_at: new Date(0), files: [{ name: "a.csv", sha256: "00ff" }] }, signer);
  assert.equal(openNote(note, [signer.verifier]).text, "Export\n7\n1970-01-01T00:00:00.000Z\n00ff  a.csv\n");
  const other = createSigner("example.org/files", new Uint8Array(32).fill(2)).verifier;
  assert.throws(() => openNote(note, [other]));
});
