import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Log } from "../log.ts";
import type { Cache } from "../ports.ts";
import { channelName, createListener } from "./postgres-listener.ts";
import { checkTtl } from "./rules.ts";

/** PostgreSQL refuses a notification of 8000 bytes; a longer message is left in the cache and announced. */
const NOTIFICATION_BYTES_MAX = 7900;
const LONG_MESSAGE_TTL_MS = 60_000;
const PURGE_EVERY_MS = 60_000;

const SET = `insert into cache_entries (key, value, expires_at) values ($1, $2, now() + $3 * interval '1 ms')
  on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at`;

const INCREMENT = `insert into cache_entries as c (key, value, expires_at) values ($1, $2, now() + $3 * interval '1 ms')
  on conflict (key) do update set
    value = case when c.expires_at <= now() then excluded.value else (c.value::bigint + excluded.value::bigint)::text end,
    expires_at = case when c.expires_at <= now() then excluded.expires_at else c.expires_at end
  returning value, ceil(extract(epoch from expires_at - now()) * 1000)::int as ttl_ms`;

const ADD_SCORE = `insert into cache_scores as s (board, member, score) values ($1, $2, $3)
  on conflict (board, member) do update set score = s.score + excluded.score returning score`;

const TOP_SCORES = `select s.member, s.score from cache_scores s join cache_entries b on b.key = s.board
  where s.board = $1 and b.expires_at > now() order by s.score desc, s.member limit $2`;

const PURGE = `delete from cache_entries where key in
  (select key from cache_entries where expires_at <= now() limit 10000 for update skip locked)`;

/** The cache of several processes that share one PostgreSQL: unlogged tables, LISTEN and NOTIFY. */
export function createPostgresCache(pool: pg.Pool, databaseUrl: string, log: Log): Cache {
  const listener = createListener(databaseUrl, log, readLong);
  const purge = setInterval(() => {
    pool.query(PURGE).catch((error: unknown) => log.warn({ err: error }, "expired cache entries stay a while longer"));
  }, PURGE_EVERY_MS).unref();

  async function get(key: string): Promise<string | undefined> {
    const { rows } = await pool.query<{ value: string }>("select value from cache_entries where key = $1 and expires_at > now()", [key]);
    return rows[0]?.value;
  }

  async function set(key: string, value: string, { ttl_ms }: { ttl_ms: number }): Promise<void> {
    await pool.query(SET, [key, value, checkTtl(ttl_ms)]);
  }

  async function readLong(reference: string): Promise<string | undefined> {
    return get(`message:${reference}`);
  }

  return {
    get,
    set,
    async delete(...keys) {
      await pool.query("delete from cache_entries where key = any($1)", [keys]);
    },
    async increment(key, { by = 1, ttl_ms }) {
      const { rows } = await pool.query<{ value: string; ttl_ms: number }>(INCREMENT, [key, String(by), checkTtl(ttl_ms)]);
      return { value: Number(rows[0]!.value), ttl_ms: rows[0]!.ttl_ms };
    },
    addScore: (board, member, by, { ttl_ms }) => addScore(pool, board, member, by, checkTtl(ttl_ms)),
    async topScores(board, limit) {
      return (await pool.query<{ member: string; score: number }>(TOP_SCORES, [board, limit])).rows;
    },
    async publish(channel, message) {
      const short = Buffer.byteLength(message) < NOTIFICATION_BYTES_MAX;
      const reference = randomUUID();
      if (!short) await set(`message:${reference}`, message, { ttl_ms: LONG_MESSAGE_TTL_MS });
      await pool.query("select pg_notify($1, $2)", [channelName(channel), short ? `=${message}` : `@${reference}`]);
    },
    subscribe: listener.subscribe,
    async ping() {
      await pool.query("select 1 from cache_entries limit 1");
    },
    async close() {
      clearInterval(purge);
      await listener.close();
    },
  };
}

/** The board's entry is locked first, so that an expired board is emptied by one writer before others add to it. */
async function addScore(pool: pg.Pool, board: string, member: string, by: number, ttl_ms: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("delete from cache_entries where key = $1 and expires_at <= now()", [board]);
    await client.query(SET, [board, "", ttl_ms]);
    const { rows } = await client.query<{ score: number }>(ADD_SCORE, [board, member, by]);
    await client.query("commit");
    client.release();
    return rows[0]!.score;
  } catch (error) {
    client.release(true);
    throw error;
  }
}
