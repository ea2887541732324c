import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { csvOf } from "../src/components/table/csv.ts";
import { filterRows, nextOrder, searchTexts, sortRows } from "../src/components/table/rows.ts";

interface Row {
  name: string | null;
  count: number;
}
const columns = [
  { key: "name", head: "Name", value: (row: Row) => row.name },
  { key: "count", head: "Count", value: (row: Row) => row.count },
];
const names = (rows: readonly Row[]) => rows.map(({ name }) => name);

describe("rows of a table", () => {
  const rows: Row[] = [
    { name: "Lumpini", count: 3 },
    { name: null, count: 10 },
    { name: "arezzo", count: 2 },
  ];

  it("stand in the order of a column, whatever their case, and those without a value last in both directions", () => {
    assert.deepEqual(names(sortRows(rows, columns, { key: "name", descending: false })), ["arezzo", "Lumpini", null]);
    assert.deepEqual(names(sortRows(rows, columns, { key: "name", descending: true })), ["Lumpini", "arezzo", null]);
    assert.deepEqual(names(sortRows(rows, columns, { key: "count", descending: true })), [null, "Lumpini", "arezzo"]);
    assert.equal(sortRows(rows, columns, undefined), rows);
  });

  it("are turned over by a second choice of the same column, and stand as they came after a third", () => {
    const first = nextOrder(undefined, "name");
    const second = nextOrder(first, "name");
    assert.deepEqual(
      [first, second, nextOrder(second, "name")],
      [{ key: "name", descending: false }, { key: "name", descending: true }, undefined],
    );
    assert.deepEqual(nextOrder(second, "count"), { key: "count", descending: false });
  });

  it("are found by all words of a filter, in any of their columns", () => {
    const texts = searchTexts(rows, columns);
    assert.deepEqual(names(filterRows(rows, texts, "lump 3")), ["Lumpini"]);
    assert.deepEqual(names(filterRows(rows, texts, "lump 2")), []);
    assert.equal(filterRows(rows, texts, "  "), rows);
  });

  it("are sorted and filtered without a wait also when there are a hundred thousand", () => {
    const many: Row[] = Array.from({ length: 100_000 }, (_, at) => ({ name: `Person ${(at * 7919) % 100_000}`, count: at }));
    const started = performance.now();
    const sorted = sortRows(many, columns, { key: "name", descending: false });
    const found = filterRows(many, searchTexts(many, columns), "person 4242");
    const took_ms = performance.now() - started;
    assert.equal(sorted.length, many.length);
    assert.ok(found.length > 0);
    assert.ok(took_ms < 3000, `${Math.round(took_ms)} ms`);
  });
});

describe("the CSV of a table", () => {
  it("quotes what needs it, and lets no text begin a formula", () => {
    const rows: Row[] = [
      { name: '=HYPERLINK("http://x")', count: -1 },
      { name: "+66", count: 1 },
      { name: "@sum", count: 1 },
      { name: "-2", count: 1 },
      { name: 'a "b", c', count: 1 },
      { name: "\t=1", count: 1 },
      { name: null, count: 0 },
    ];
    const lines = csvOf(columns, rows).slice(1).split("\r\n");
    assert.deepEqual(lines, [
      "Name,Count",
      `"'=HYPERLINK(""http://x"")",-1`,
      "'+66,1",
      "'@sum,1",
      "'-2,1",
      '"a ""b"", c",1',
      "'\t=1,1",
      ",0",
      "",
    ]);
  });
});
