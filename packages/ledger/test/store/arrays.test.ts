import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type RawBuilder, sql } from "kysely";
import { bigints, bytes, hexBytes, smallints, texts, times, uuids } from "../../src/store/arrays.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";

describe("columns in PostgreSQL's binary format", () => {
  let database: TestDatabase;
  before(async () => {
    database = await createTestDatabase(1);
  });
  after(() => database.drop());

  /** The elements as PostgreSQL itself writes them. */
  async function readBack(column: RawBuilder<unknown>): Promise<(string | null)[]> {
    const { rows } = await sql<{ text: string | null }>`SELECT value::text AS text FROM unnest(${column}) AS value`.execute(database.db);
    return rows.map((row) => row.text);
  }

  it("carries integers of every size and form", async () => {
    const ends = [2n ** 63n - 1n, -(2n ** 63n)];
    const around = [2 ** 53 - 1, -(2 ** 53) + 1, 2 ** 32, 2 ** 32 - 1, 2 ** 31, -1, 0];
    assert.deepEqual(await readBack(bigints([...ends, ...around, "9007199254740993", "-42", null])), [
      ...ends.map(String),
      ...around.map(String),
      "9007199254740993",
      "-42",
      null,
    ]);
    assert.deepEqual(await readBack(smallints([32_767, -32_768, 0, null])), ["32767", "-32768", "0", null]);
  });

  it("carries times to the millisecond, before 2000 and after", async () => {
    const moments = ["1969-12-31T23:59:59.999Z", "2000-01-01T00:00:00.000Z", "2026-11-22T20:45:16.579Z", "9999-12-31T23:59:59.999Z"];
    const column = times([...moments.map((moment) => new Date(moment)), null]);
    const { rows } = await sql<{ value: Date | null }>`SELECT value FROM unnest(${column}) AS value`.execute(database.db);
    assert.deepEqual(
      rows.map((row) => row.value?.toISOString() ?? null),
      [...moments, null],
    );
  });

  it("carries text as it is", async () => {
    const strings = ["", 'a"b\\c{},', "NULL", "ไทย 🌱 é", "line\nbreak", "x".repeat(10_000)];
    assert.deepEqual(await readBack(texts([...strings, null])), [...strings, null]);
    assert.deepEqual(await readBack(texts(["\ud800"])), ["\ufffd"], "half of a surrogate pair has no UTF-8");
    await assert.rejects(readBack(texts(["zero\0byte"])), { code: "22021" });
  });

  it("carries ids and bytes", async () => {
    const ids = ["01a20501-89a3-7ee9-81d2-6665398416ae", "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000"];
    assert.deepEqual(await readBack(uuids([...ids, ids[0]!.toUpperCase(), null])), [...ids, ids[0], null]);
    assert.deepEqual(await readBack(hexBytes(["00ff", "", null])), ["\\x00ff", "\\x", null]);
    assert.deepEqual(await readBack(bytes([Buffer.from([0, 255]), new Uint8Array(0)])), ["\\x00ff", "\\x"]);
  });

  it("carries columns without elements", async () => {
    for (const column of [bigints([]), smallints([]), times([]), uuids([]), hexBytes([]), bytes([]), texts([])]) {
      assert.deepEqual(await readBack(column), []);
    }
  });

  it("refuses what is not of its type", () => {
    const id = "01a20501-89a3-7ee9-81d2-6665398416ae";
    for (const wrong of [
      "",
      "x",
      `${id}0`,
      id.replace("a", "g"),
      id.replaceAll("-", ""),
      `{${id.slice(1)}`,
      id.replace("e", "é"),
      id.replace("-", "0"),
    ]) {
      assert.throws(() => uuids([wrong]), TypeError, wrong);
    }
    for (const wrong of ["0", "0g", "zz", "éé"]) assert.throws(() => hexBytes([wrong]), TypeError, wrong);
    assert.throws(() => bigints([2n ** 63n]), RangeError);
    assert.throws(() => bigints(["1.5"]), SyntaxError);
    assert.throws(() => smallints([32_768]), RangeError);
    assert.throws(() => times([new Date(Number.NaN)]), RangeError);
  });
});
