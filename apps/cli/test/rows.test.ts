import assert from "node:assert/strict";
import { it } from "node:test";
import { SnapshotError } from "../src/snapshot/layout.ts";
import { csvHeader, csvLines, jsonLine } from "../src/snapshot/rows.ts";

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const line = { type: "transfer", debit: { kind: "issuance" }, credit: { kind: "player", commitment: "-x" }, asset: "HEART", amount: "12" };
const leaf = { id: "1", kind: "k", reason_ref: "r", entries: [line, { ...line, amount: "7" }] };

it("each movement is a row with as many cells as the header, in quotes, with doubled quotes inside", () => {
  const rows = csvLines(5, bytes({ ...leaf, detail: { note: 'a "b"' } })).split("\r\n");
  assert.equal(rows.length, 3);
  const cells = (row: string) => row.slice(1, -1).split('","').length;
  assert.deepEqual([cells(rows[0]!), cells(rows[1]!)], [cells(csvHeader.trimEnd()), cells(csvHeader.trimEnd())]);
  assert.ok(rows[0]!.startsWith('"5","0","1","k","r","","transfer","HEART","12","issuance","","","player","","\'-x",'));
  assert.ok(rows[0]!.endsWith('"{""note"":""a \\""b\\""""}"'));
});

it("no cell begins like a formula, however it is disguised", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\n=1", "\u00a0=1", "＝1", "＋1", "－1", "＠x"])
    assert.ok(csvLines(0, bytes({ ...leaf, reason_ref: text })).includes(`,"'${text}",`), JSON.stringify(text));
  assert.ok(csvLines(0, bytes({ ...leaf, reason_ref: "a=1" })).includes(',"a=1",'));
});

it("a line of JSON holds the entry's text as it was hashed", () => {
  const text = '{"entries":[],"id":"é"}';
  assert.equal(jsonLine(7, new TextEncoder().encode(text)), `{"leaf_index":7,"entry":${text}}\n`);
});

it("what is no leaf of a ledger is refused by its index", () => {
  for (const entry of [bytes([]), bytes({}), bytes(null), new TextEncoder().encode("{"), new Uint8Array([0xff])])
    for (const write of [csvLines, jsonLine])
      assert.throws(
        () => write(9, entry),
        (error) => error instanceof SnapshotError && /entry 9/.test(error.message),
      );
});
