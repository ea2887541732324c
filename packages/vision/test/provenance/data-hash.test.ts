import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { dataHashDiffers } from "../../src/provenance/data-hash.ts";
import { summariseReport } from "../../src/provenance/summarise.ts";

const file = Buffer.from("the picture [the manifest] and the rest of the picture");
const [start, length] = [file.indexOf("["), file.indexOf("]") + 1 - file.indexOf("[")];
const signed = createHash("sha256")
  .update(Buffer.concat([file.subarray(0, start), file.subarray(start + length)]))
  .digest("base64");

const reportWith = (assertion: object, label = "urn:active") => ({ manifests: [{ label, assertions: { "c2pa.hash.data": assertion } }] });
const assertion = { alg: "sha256", hash: `b64'${signed}'`, exclusions: [{ start, length }] };

/** What the library says of a mismatch: one code for a hash that differs and for an excluded range that is somewhere else. */
const failed = (...codes: string[]) => ({
  validation_state: "Invalid",
  validation_results: { activeManifest: { failure: codes.map((code) => ({ code, explanation: "words" })) } },
});
const mismatch = "assertion.dataHash.mismatch";

describe("a signed file is called altered", () => {
  test("only when the hash over the range that its manifest names differs", () => {
    assert.equal(dataHashDiffers(file, reportWith(assertion), "urn:active"), false);
    const changed = Buffer.from(file);
    changed[changed.length - 1]! ^= 1;
    assert.equal(dataHashDiffers(changed, reportWith(assertion), "urn:active"), true);
    const inside = Buffer.from(file);
    inside[start + 2]! ^= 1;
    assert.equal(dataHashDiffers(inside, reportWith(assertion), "urn:active"), false);
  });

  test("not when that cannot be said", () => {
    const others = [
      { start: 5, length: 1e9 },
      { start: -1, length: 3 },
      { start: "x", length: 3 },
    ];
    for (const range of others)
      assert.equal(dataHashDiffers(file, reportWith({ ...assertion, exclusions: [range] }), "urn:active"), undefined);
    assert.equal(dataHashDiffers(file, reportWith({ ...assertion, alg: "md5" }), "urn:active"), undefined);
    assert.equal(dataHashDiffers(file, reportWith(assertion, "urn:other"), "urn:active"), undefined);
    assert.equal(dataHashDiffers(file, null, undefined), undefined);
  });

  test("and an honest file whose excluded range is not where its manifest lies is invalid, which proves nothing", () => {
    const { state, reason, altered } = summariseReport(failed(mismatch), false);
    assert.deepEqual([state, reason, altered], ["invalid", mismatch, false]);
    assert.equal(summariseReport(failed(mismatch), true).altered, true);
  });

  test("not when the manifest that names the range is itself not what was signed", () => {
    for (const code of ["claimSignature.mismatch", "assertion.hashedURI.mismatch"])
      assert.equal(summariseReport(failed(mismatch, code), true).altered, false, code);
  });

  test("not for what is wrong with a file that it was made from", () => {
    const deltas = { ingredientDeltas: [{ validationDeltas: { failure: [{ code: mismatch }] } }], activeManifest: { failure: [] } };
    assert.equal(summariseReport({ validation_state: "Invalid", validation_results: deltas }, true).altered, false);
  });
});
