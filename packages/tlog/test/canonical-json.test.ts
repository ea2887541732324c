import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalJson, parseCanonicalJson } from "../src/index.ts";
import { refusal } from "./support/refusal.ts";
import { bytes } from "./support/small-log.ts";

const text = (value: unknown): string => new TextDecoder().decode(canonicalJson(value));

test("the example of RFC 8785, section 3.2.2 comes out", () => {
  const value = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  const expected = String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`;
  assert.equal(text(value), expected);
});

test("names are sorted by UTF-16 code units, as in RFC 8785, section 3.2.3", () => {
  const names = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"];
  const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"];
  assert.deepEqual(Object.keys(JSON.parse(text(Object.fromEntries(names.map((name) => [name, 0]))))), [
    "1",
    ...sorted.filter((name) => name !== "1"),
  ]);
  assert.equal(
    text(Object.fromEntries(names.map((name) => [name, 0]))),
    `{${sorted.map((name) => `${JSON.stringify(name)}:0`).join(",")}}`,
  );
});

test("every JSON value has one canonical text, which reads back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      fc.pre(!/[\p{Noncharacter_Code_Point}]/u.test(JSON.stringify(value)));
      const leaf = canonicalJson(value);
      assert.deepEqual(parseCanonicalJson(leaf), JSON.parse(JSON.stringify(value)));
      assert.deepEqual(canonicalJson(parseCanonicalJson(leaf)), leaf);
    }),
  );
});

test("what I-JSON cannot say is refused wherever it stands", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const cases = [
    ["json_number", Number.NaN],
    ["json_number", Number.POSITIVE_INFINITY],
    ["json_text", "\ud800"],
    ["json_text", "a\udc00b"],
    ["json_text", "\ufffe"],
    ["json_text", "\ufdd0"],
    ["json_text", "\u{1ffff}"],
    ["json_text", "\u{10fffe}"],
    ["json_type", undefined],
    ["json_type", 1n],
    ["json_type", Symbol("s")],
    ["json_type", () => 1],
    ["json_type", new Date(0)],
    ["json_type", new Map()],
    ["json_type", new Uint8Array(2)],
    ["json_type", Object("boxed")],
    // biome-ignore lint/suspicious/noSparseArray: the hole is what is tested
    ["json_type", [1, , 2]],
    ["json_type", { toJSON: () => "1" }],
    ["json_depth", cyclic],
  ] as const;
  for (const [code, value] of cases) {
    for (const whole of [value, [value], { member: value }, { deep: [{ value }] }])
      assert.throws(() => canonicalJson(whole), refusal(code));
  }
  assert.throws(() => canonicalJson({ "\ud800": 1 }), refusal("json_text"));
  assert.equal(text(["\u{1f600}", "\ufffd", Object.create(null)]), '["\u{1f600}","\ufffd",{}]');
});

test("a refusal says where the value stands", () => {
  assert.throws(() => canonicalJson({ transfers: [{ amount: 1n }] }), refusal("json_type", /bigint at \$\.transfers\[0\]\.amount/));
});

test("a leaf of 65,535 bytes is accepted, one of 65,536 is not, counted in UTF-8", () => {
  assert.equal(canonicalJson("x".repeat(65_533)).length, 65_535);
  assert.throws(() => canonicalJson("x".repeat(65_534)), refusal("json_too_large"));
  assert.throws(() => canonicalJson("€".repeat(21_845)), refusal("json_too_large"));
});

test("bytes that are not canonical JSON are refused", () => {
  const cases = [
    ["json_malformed", Uint8Array.of(0x22, 0xff, 0x22)],
    ["json_malformed", bytes("{")],
    ["json_malformed", bytes("")],
    ["json_malformed", bytes("\ufeff1")],
    ["json_not_canonical", bytes('{"a": 1}')],
    ["json_not_canonical", bytes('{"b":1,"a":2}')],
    ["json_not_canonical", bytes('{"a":1,"a":1}')],
    ["json_not_canonical", bytes("1.0")],
    ["json_not_canonical", bytes("-0")],
    ["json_not_canonical", bytes(String.raw`"\u0041"`)],
    ["json_text", bytes(String.raw`"\ud800"`)],
  ] as const;
  for (const [code, malformed] of cases) assert.throws(() => parseCanonicalJson(malformed), refusal(code));
});
