import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { commitment, commitmentKey } from "../src/commitment.ts";
import type { Leaf } from "../src/index.ts";
import { leafHash, leafOf, leafText } from "../src/leaf.ts";
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

  it("is RFC 8785 in every layout, with and without detail", () => {
    const name = fc.record({ kind: fc.string(), owner: fc.string(), commitment: fc.string() }, { requiredKeys: ["kind"] });
    const text = fc.string({ unit: "grapheme" });
    const line = fc.record({
      type: fc.constant("transfer" as const),
      id: text,
      amount: fc.bigInt(),
      expires_at: fc.option(fc.date({ noInvalidDate: true })),
    });
    const content = fc.record(
      {
        id: text,
        kind: text,
        reason_ref: text,
        occurred_at: fc.date({ noInvalidDate: true }),
        subject: text,
        corrects: text,
        detail: fc.dictionary(text, text),
      },
      { requiredKeys: ["id", "kind", "reason_ref", "occurred_at"] },
    );
    const account = { kind: "player", asset: "HEART" };
    fc.assert(
      fc.property(content, fc.array(fc.tuple(line, name)), (content, lines) => {
        const names = lines.map(([, name]) => name);
        const entries = lines.map(([line], index) => ({
          ...line,
          debit: { ...account, owner_id: `${index}` },
          credit: { ...account, owner_id: `${index}` },
        }));
        const laidOut = leafOf({ ...content, entries, nameOf: ({ owner_id }) => names[Number(owner_id)]! });
        assert.equal(leafText(laidOut), canonicalize(laidOut));
      }),
    );
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
