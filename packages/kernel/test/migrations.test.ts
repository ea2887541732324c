import assert from "node:assert/strict";
import { mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { createTestDatabase, type TestDatabase } from "@oneheart/testing";
import pg from "pg";
import { migrate, StartError } from "../src/index.ts";

describe("migrations", () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let dir: string;
  let counter = 0;
  before(async () => {
    database = await createTestDatabase("libraries");
    pool = new pg.Pool({ connectionString: database.ownerUrl, max: 12 });
  });
  beforeEach(async () => {
    counter += 1;
    dir = await mkdtemp(join(tmpdir(), "oneheart-migrations-"));
  });
  after(async () => {
    await pool.end();
    await database.drop();
    await rm(dir, { recursive: true, force: true });
  });

  const source = () => [{ owner: `t${counter}`, folder: pathToFileURL(`${dir}/`) }];
  const file = (name: string, sql: string) => writeFile(join(dir, name), sql);
  const refuses = (words: RegExp) =>
    assert.rejects(migrate(pool, source()), (error) => error instanceof StartError && words.test(error.message));

  it("are applied once, in the order of their numbers", async () => {
    await file("0002-second.sql", `INSERT INTO m${counter} VALUES (2)`);
    await file("0001-first.sql", `CREATE TABLE m${counter} (n int)`);
    assert.deepEqual(await migrate(pool, source()), [`t${counter}/0001-first.sql`, `t${counter}/0002-second.sql`]);
    assert.deepEqual(await migrate(pool, source()), []);
  });

  it("are applied once by ten processes that start together", async () => {
    await file("0001-first.sql", `CREATE TABLE m${counter} (n int); INSERT INTO m${counter} VALUES (1)`);
    const applied = await Promise.all(Array.from({ length: 10 }, () => migrate(pool, source())));
    assert.equal(applied.flat().length, 1);
  });

  it("that were edited after they were applied are refused", async () => {
    await file("0001-first.sql", `CREATE TABLE m${counter} (n int)`);
    await migrate(pool, source());
    await file("0001-first.sql", `CREATE TABLE m${counter} (n bigint)`);
    await refuses(/was changed after it was applied/);
  });

  it("that are gone mean that the program is older than the data", async () => {
    await file("0001-first.sql", `CREATE TABLE m${counter} (n int)`);
    await migrate(pool, source());
    await unlink(join(dir, "0001-first.sql"));
    await refuses(/older OneHeart than the data/);
  });

  it("that fail leave nothing behind", async () => {
    await file("0001-first.sql", `CREATE TABLE m${counter} (n int); SELECT 1/0`);
    await refuses(/division by zero/);
    const { rows } = await pool.query("SELECT to_regclass($1) AS there", [`m${counter}`]);
    assert.equal(rows[0].there, null);
  });

  it("with a careless name are refused", async () => {
    await file("first.sql", "SELECT 1");
    await refuses(/0001-words/);
  });
});
