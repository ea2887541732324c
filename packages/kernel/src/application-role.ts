import type pg from "pg";
import { StartError } from "./errors.ts";

/**
 * What `oneheart_app` lacks of its rights on the tables of the role that asks, as statements. A table whose rows a trigger
 * keeps from change is history: of it the role gets only what the trigger lets through. Another owner's tables were given their
 * rights where they are made.
 */
const missingGrants = `
WITH mine AS (
  SELECT c.oid, c.relkind, c.relrowsecurity, n.nspname AS schema, c.relname AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN (current_schema(), 'graphile_worker') AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND pg_get_userbyid(c.relowner) = current_user
), refusals AS (
  SELECT t.tgrelid AS oid, t.tgtype & 8 > 0 AS of_delete, t.tgtype & 16 > 0 AS of_update, t.tgattr::int2[] AS columns
  FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname ~ 'refuse_change$'
), wanted AS (
  SELECT mine.*, privilege FROM mine, unnest(CASE
    WHEN relkind = 'S' THEN ARRAY['USAGE']
    WHEN relkind IN ('v', 'm') OR name = 'migrations' THEN ARRAY['SELECT']
    ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']
  END) AS privilege
  WHERE privilege <> 'UPDATE' OR NOT EXISTS (SELECT FROM refusals r WHERE r.oid = mine.oid AND of_update)
), allowed AS (
  SELECT * FROM wanted WHERE privilege <> 'DELETE' OR NOT EXISTS (SELECT FROM refusals r WHERE r.oid = wanted.oid AND of_delete)
), partly AS (
  SELECT mine.oid, schema, name, attname, attnum FROM mine JOIN pg_attribute a ON a.attrelid = mine.oid AND attnum > 0 AND NOT attisdropped
  WHERE mine.oid IN (SELECT oid FROM refusals WHERE of_update)
    AND NOT EXISTS (SELECT FROM refusals r WHERE r.oid = mine.oid AND of_update AND (attnum = ANY(columns) OR cardinality(columns) = 0))
)
SELECT format('GRANT USAGE ON SCHEMA %I TO oneheart_app', n.nspname) AS statement FROM pg_namespace n
WHERE n.nspname IN (current_schema(), 'graphile_worker') AND NOT has_schema_privilege('oneheart_app', n.oid, 'USAGE')
UNION ALL
SELECT format('GRANT %s ON %s %I.%I TO oneheart_app', string_agg(privilege, ', '),
  CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, schema, name)
FROM allowed
WHERE NOT CASE relkind WHEN 'S' THEN has_sequence_privilege('oneheart_app', oid, privilege)
  ELSE has_table_privilege('oneheart_app', oid, privilege) END
GROUP BY relkind, schema, name
UNION ALL
SELECT format('GRANT UPDATE (%s) ON %I.%I TO oneheart_app', string_agg(format('%I', attname), ', '), schema, name)
FROM partly WHERE NOT has_column_privilege('oneheart_app', oid, attnum, 'UPDATE') GROUP BY schema, name
UNION ALL
-- The job queue shows its rows to nobody but their owner, unless a policy does.
SELECT format('CREATE POLICY oneheart_app ON %I.%I TO oneheart_app USING (true) WITH CHECK (true)', schema, name)
FROM mine WHERE relrowsecurity AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = mine.oid AND polname = 'oneheart_app')`;

/**
 * Gives `oneheart_app` what it lacks: after every migration, so that a new table is never forgotten. A catalogue of rights and
 * not default privileges, because those would open a table of history before its triggers exist, and for ever.
 */
export async function grantApplicationRole(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = 'oneheart_app'");
  if (rowCount === 0) return;
  const { rows } = await client.query<{ statement: string }>(missingGrants);
  if (rows.length > 0) await client.query(rows.map(({ statement }) => statement).join(";\n"));
}

/** What a login may do with this database. */
interface Standing {
  role: string;
  /** It makes and changes tables: there are none yet, or they are its own. */
  mayMigrate: boolean;
  /** It could switch off what keeps history from change: a superuser, or an owner of tables. */
  mayAlterHistory: boolean;
  mayUseTables: boolean;
}

/** Asks the database what the login of this connection may do. */
export async function standingOf(client: pg.ClientBase | pg.Pool): Promise<Standing> {
  const { rows } = await client.query<Standing>(`
    SELECT current_user AS role,
      coalesce((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass('migrations')), true) AS "mayMigrate",
      EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper)
        OR EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND pg_has_role(relowner, 'MEMBER'))
        AS "mayAlterHistory",
      coalesce(has_table_privilege(to_regclass('audit_log'), 'INSERT'), false) AS "mayUseTables"`);
  return rows[0]!;
}

/** Refuses a login of the application that the tables are closed to; answers a warning when it has more rights than it needs. */
export function judgeApplicationLogin({ role, mayUseTables, mayAlterHistory }: Standing): string | undefined {
  if (!mayUseTables) {
    throw new StartError(`DATABASE_URL logs in as "${role}", which may not use OneHeart's tables: GRANT oneheart_app TO "${role}".`);
  }
  if (!mayAlterHistory) return undefined;
  return `DATABASE_URL logs in as "${role}", which owns tables or is a superuser, so the application itself could switch off what keeps history from change. Give DATABASE_URL a login that is only a member of oneheart_app, and this one to DATABASE_MIGRATION_URL.`;
}
