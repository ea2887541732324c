/** Asks PostgreSQL how it would find the rows of a statement if every table were large. */
import pg from "pg";
import type { Statement } from "./watch.ts";

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Cond"?: string;
  Plans?: Plan[];
}

const rows = 100_000;

/** What stays small however much the programme is used: rows of which there is one, settings, kinds, rules, and what administrators offer. */
const small = new Set([
  ...["active_rule_set", "assessment_rules", "pace_cohorts", "witness_ring_runs"],
  ...["analytics_totals", "impact_totals", "programme_budget"],
  ...["ledger_account_kinds", "ledger_assets", "ledger_identity"],
  ...["quest_policy", "review_policy", "reward_policy", "transfer_policy"],
  "rewards",
]);

const explained = /^\s*(select|insert|update|delete|with)\b/i;

/** Each table that one of the statements would read as a whole, with who sent it. */
export async function scansIn(statements: readonly Statement[], ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const skipped = small.union(await pretendLarge(client));
    const found = new Set<string>();
    for (const { text, values, from } of new Map(statements.map((one) => [one.text, one])).values()) {
      if (!explained.test(text) || text.includes("graphile_worker")) continue;
      for (const table of wholeTables(await planOf(client, text, values))) {
        if (!skipped.has(table)) found.add(`${table}: ${from}: ${text.replace(/\s+/g, " ").trim().slice(0, 160)}`);
      }
    }
    return [...found].sort();
  } finally {
    await client.end();
  }
}

/** Tells the planner that each table has many rows on its pages. Answers the empty ones, of which it believes nothing. */
async function pretendLarge(client: pg.Client): Promise<Set<string>> {
  const { rows: tables } = await client.query<{ name: string; is_empty: boolean }>(
    `SELECT relname::text AS name, pg_relation_size(oid) = 0 AS is_empty,
       pg_restore_relation_stats('schemaname', 'public', 'relname', relname::text, 'relpages', 1, 'reltuples', $1::real)
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    [rows],
  );
  await client.query("SET enable_seqscan = off");
  return new Set(tables.filter(({ is_empty }) => is_empty).map(({ name }) => name));
}

async function planOf(client: pg.Client, text: string, values: readonly unknown[]): Promise<Plan> {
  const { rows: answered } = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, [...values]);
  return answered[0]!["QUERY PLAN"][0].Plan;
}

/** Tables that a plan reads from end to end. The first rows in the order of an index are not all of them. */
function wholeTables(plan: Plan, isLimited = false): string[] {
  const below = (plan.Plans ?? []).flatMap((child) => wholeTables(child, isLimited || plan["Node Type"] === "Limit"));
  const table = plan["Relation Name"];
  if (table === undefined) return below;
  const isByIndex = plan["Node Type"].startsWith("Index") && (plan["Index Cond"] !== undefined || isLimited);
  const isWhole = /^(Seq|Index|Index Only) Scan$/.test(plan["Node Type"]) && !isByIndex;
  return isWhole ? [table, ...below] : below;
}
