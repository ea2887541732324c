import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { commitment, commitmentKey, type Leaf, leafHash } from "../src/index.ts";
import { leafText } from "../src/leaf.ts";
import { checkDetail } from "../src/rules/check-value.ts";

const leaf: Leaf = {
  version: 1,
  id: "0195f0c8-0000-7000-8000-000000000001",
  kind: "token.transfer",
  reason_ref: "transfer:1",
  occurred_at: "2026-03-01T12:00:00.000Z",
  detail: { z: "€", a: ["1", { y: null, x: true }] },
  entries: [],
};

describe("leaf", () => {
  it("is RFC 8785: keys in code unit order, no space, absent members left out", () => {
    const expected =
      '{"detail":{"a":["1",{"x":true,"y":null}],"z":"€"},"entries":[],"id":"0195f0c8-0000-7000-8000-000000000001",' +
      '"kind":"token.transfer","occurred_at":"2026-03-01T12:00:00.000Z","reason_ref":"transfer:1","version":1}';
    assert.equal(leafText(leaf), expected);
  });

  it("is hashed as RFC 6962 says: the empty leaf has the hash of one zero byte", () => {
    assert.equal(leafHash(Buffer.alloc(0)).toString("hex"), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  });

  it("takes only detail that survives a JSON round trip", () => {
    assert.equal(checkDetail({ rate: "1.25", ratio: 0.5, list: [1, null, "x"], none: undefined }), undefined);
    for (const bad of [1n, new Date(), Number.NaN, 2 ** 53, "\ud800", () => 1, [undefined], { toJSON: () => 1 }, new Map()]) {
      assert.equal(checkDetail({ bad })?.code, "detail_not_json", String(bad));
    }
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    assert.equal(checkDetail(endless)?.code, "detail_not_json");
  });
});

describe("commitment", () => {
  const salt = "07".repeat(32);

  it("opens with the transaction's key: SHA-256 over key and subject, key = SHA-256 over salt and transaction id", () => {
    const key = createHash("sha256").update(salt).update(leaf.id).digest("hex");
    assert.equal(commitmentKey(salt, leaf.id), key);
    assert.equal(commitment(key, "สมชาย"), createHash("sha256").update(key).update("สมชาย", "utf8").digest("base64url"));
  });

  it("differs between transactions, so that a person's leaves cannot be linked without the salt", () => {
    const other = commitment(commitmentKey(salt, "0195f0c8-0000-7000-8000-000000000002"), "p");
    assert.notEqual(commitment(commitmentKey(salt, leaf.id), "p"), other);
  });
});
