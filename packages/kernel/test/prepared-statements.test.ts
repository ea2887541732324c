import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createTestDatabase, type TestDatabase } from "@oneheart/testing";
import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import { isRetryable, type OpenDatabase, openDatabase } from "../src/index.ts";

describe("prepared statements", () => {
  let database: TestDatabase;
  let owner: pg.Pool;
  let open: OpenDatabase;
  before(async () => {
    database = await createTestDatabase("libraries");
    owner = new pg.Pool({ connectionString: database.ownerUrl, max: 1 });
    await owner.query("CREATE TABLE things (id int PRIMARY KEY, name text)");
    await owner.query("INSERT INTO things VALUES (1, 'one'), (2, 'two')");
    await owner.query("GRANT SELECT ON things TO oneheart_app");
    open = openDatabase(database.url, { max: 1, application_name: "test" });
  });
  after(async () => {
    await open.close();
    await owner.end();
    await database.drop();
  });

  const rows = async <Row>(query: RawBuilder<Row>) => (await query.execute(open.db)).rows;
  const thing = (id: number) => rows<{ id: number; name: string }>(sql`SELECT * FROM things WHERE id = ${id}`);
  const prepared = async () =>
    (await rows<{ statement: string }>(sql`SELECT statement FROM pg_prepared_statements`)).map(({ statement }) => statement);
  const times = async (count: number, run: () => Promise<unknown>) => {
    for (let time = 0; time < count; time += 1) await run();
  };

  it("are those that came several times", async () => {
    await times(10, () => thing(1));
    await rows(sql`SELECT ${1}::int AS once`);
    assert.deepEqual(await prepared(), ["SELECT * FROM things WHERE id = $1"]);
    assert.deepEqual(await thing(2), [{ id: 2, name: "two" }]);
  });

  it("survive a value that PostgreSQL refuses", async () => {
    await assert.rejects(thing("no number" as never), { code: "22P02" });
    assert.deepEqual(await thing(1), [{ id: 1, name: "one" }]);
  });

  it("are prepared anew when a migration gives their table another column", async () => {
    await owner.query("ALTER TABLE things ADD COLUMN colour text DEFAULT 'red'");
    await times(6, async () => assert.deepEqual(await thing(1), [{ id: 1, name: "one", colour: "red" }]));
  });

  it("end a transaction with an error that lets it begin again", async () => {
    await owner.query("ALTER TABLE things ADD COLUMN size int DEFAULT 4");
    const read = () =>
      open.db.transaction().execute(async (tx) => (await sql<{ size: number }>`SELECT * FROM things WHERE id = ${2}`.execute(tx)).rows[0]);
    await assert.rejects(read(), isRetryable);
    assert.equal((await read())?.size, 4);
  });

  it("stay few however many texts there are", async () => {
    for (let n = 0; n < 600; n += 1) await times(4, () => rows(sql`SELECT ${1}::int AS ${sql.ref(`c${n}`)}`));
    assert.ok((await prepared()).length <= 402);
  });

  it("are left out on demand", async () => {
    const plain = openDatabase(database.url, { max: 1, application_name: "test", prepare: false });
    try {
      await times(6, () => sql`SELECT * FROM things WHERE id = ${1}`.execute(plain.db));
      const { rows: found } = await sql`SELECT name FROM pg_prepared_statements`.execute(plain.db);
      assert.deepEqual(found, []);
    } finally {
      await plain.close();
    }
  });
});
