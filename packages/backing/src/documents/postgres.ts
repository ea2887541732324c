import type pg from "pg";
import type { Document, Documents } from "../ports.ts";
import { checkChange, checkDocument, checkFilter, type Filter } from "./rules.ts";

/** Documents in one JSONB table, for servers without MongoDB. */
export function createPostgresDocuments(pool: pg.Pool): Documents {
  return {
    async insert(collection, documents) {
      const checked = documents.map(checkDocument);
      await pool.query(
        `insert into documents (collection, id, body)
         select $1, body ->> 'id', body from jsonb_array_elements($2::jsonb) as body on conflict do nothing`,
        [collection, JSON.stringify(checked)],
      );
    },
    async get(collection, id) {
      const { rows } = await pool.query<{ body: Document }>("select body from documents where collection = $1 and id = $2", [
        collection,
        id,
      ]);
      return rows[0]?.body;
    },
    async find(collection, filter, { limit, before }) {
      const where = whereOf(collection, filter);
      if (before !== undefined) where.add((place) => `id < ${place}`, before);
      const { rows } = await pool.query<{ body: Document }>(
        `select body from documents where ${where.sql()} order by id desc limit ${where.place(limit)}`,
        where.values,
      );
      return rows.map((row) => row.body);
    },
    async count(collection, filter) {
      const where = whereOf(collection, filter);
      const { rows } = await pool.query<{ n: string }>(`select count(*) as n from documents where ${where.sql()}`, where.values);
      return Number(rows[0]!.n);
    },
    async update(collection, filter, change) {
      const where = whereOf(collection, filter);
      const body = where.place(JSON.stringify(checkChange(change)));
      const { rowCount } = await pool.query(`update documents set body = body || ${body}::jsonb where ${where.sql()}`, where.values);
      return rowCount ?? 0;
    },
    async delete(collection, filter) {
      const where = whereOf(collection, filter);
      const { rowCount } = await pool.query(`delete from documents where ${where.sql()}`, where.values);
      return rowCount ?? 0;
    },
    async ping() {
      await pool.query("select 1 from documents limit 1");
    },
    async close() {},
  };
}

/** Conditions with their parameters. Containment uses the index; `null` stands for absent too, as in MongoDB. */
function whereOf(collection: string, filter: Filter) {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const add = (condition: (place: string) => string, value: unknown) => void conditions.push(condition(place(value)));

  const { id, ...rest } = checkFilter(filter);
  add((at) => `collection = ${at}`, collection);
  if (id !== undefined) add((at) => `id = ${at}`, id);
  const present = Object.entries(rest).filter(([, value]) => value !== null);
  if (present.length > 0) add((at) => `body @> ${at}::jsonb`, JSON.stringify(Object.fromEntries(present)));
  for (const [field, value] of Object.entries(rest)) {
    if (value === null) add((at) => `coalesce(body -> ${at}, 'null') = 'null'`, field);
  }
  return { add, place, values, sql: () => conditions.join(" and ") };
}
