import assert from "node:assert/strict";
import { test } from "node:test";
import { allContracts } from "@oneheart/contracts";
import { z } from "zod";
import { strictly } from "../src/strict-input.ts";

const Place = z.object({ lat: z.number(), lng: z.number() });
const given = { lat: 1, lng: 2, role: "admin" };

for (const [kind, schema, value] of [
  ["an object in a field", z.object({ at: Place }), { at: given }],
  ["an optional one", z.object({ at: Place.optional() }), { at: given }],
  ["a nullable one", z.object({ at: Place.nullable() }), { at: given }],
  ["one with a default", z.object({ at: Place.default({ lat: 0, lng: 0 }) }), { at: given }],
  ["a list", z.object({ at: z.array(Place) }), { at: [given] }],
  ["a choice", z.object({ at: z.union([z.string(), Place]) }), { at: given }],
  [
    "a named choice",
    z.object({ at: z.discriminatedUnion("k", [Place.extend({ k: z.literal("p") }), z.object({ k: z.literal("q") })]) }),
    { at: { ...given, k: "p" } },
  ],
  ["a record", z.object({ at: z.record(z.string(), Place) }), { at: { here: given } }],
  ["a pair", z.object({ at: z.tuple([Place, z.int()]) }), { at: [given, 1] }],
  ["a checked one", z.object({ at: Place.refine(() => true) }), { at: given }],
  ["a changed one", z.object({ at: Place.transform(({ lat }) => lat) }), { at: given }],
  ["a late one", z.object({ at: z.lazy(() => Place) }), { at: given }],
] as const)
  test(`an unknown field is refused in ${kind}`, () => {
    assert.equal(schema.safeParse(value).success, true);
    assert.equal(strictly(schema).safeParse(value).success, false);
    const known = JSON.parse(JSON.stringify(value, (name, inner) => (name === "role" ? undefined : inner)));
    assert.equal(strictly(schema).safeParse(known).success, true);
  });

test("checks, defaults and what an object says it takes beside stay", () => {
  const schema = strictly(z.object({ a: z.looseObject({}), b: z.object({ n: z.int().default(3) }).refine(({ n }) => n < 9, "too much") }));
  assert.deepEqual(schema.parse({ a: { any: 1 }, b: {} }), { a: { any: 1 }, b: { n: 3 } });
  assert.equal(schema.safeParse({ a: {}, b: { n: 9 } }).success, false);
});

test("no write of any contract takes a field that it does not name, at any depth", () => {
  const open: string[] = [];
  let objects = 0;
  const look = (schema: unknown, path: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    const { type, properties, additionalProperties } = schema as Record<string, unknown>;
    if (type === "object" && properties !== undefined) {
      objects += 1;
      if (additionalProperties !== false) open.push(path);
    }
    for (const [name, inner] of Object.entries(schema)) look(inner, `${path}.${name}`);
  };
  for (const operation of allContracts.flatMap((contract) => Object.values(contract.operations))) {
    if (operation.route === undefined || operation.route.startsWith("GET ")) continue;
    const json = z.toJSONSchema(strictly(operation.input), { io: "input", unrepresentable: "any" });
    look(json, `${operation.service}.${operation.name}`);
  }
  assert.deepEqual(open, []);
  assert.ok(objects > 50, `${objects}`);
});
