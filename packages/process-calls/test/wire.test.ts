import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { pack, unpack } from "../src/wire.ts";

describe("what travels in a header", () => {
  it("comes back as it was, in any script, and is visible ASCII", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const packed = pack(value);
        assert.match(packed, /^[A-Za-z0-9_-]+$/);
        assert.deepEqual(unpack(packed), JSON.parse(JSON.stringify(value)));
      }),
    );
    assert.equal(unpack("%"), undefined);
    assert.equal(unpack(undefined), undefined);
  });
});
