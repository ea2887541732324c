import type { Audit, AuditFinding } from "@oneheart/kernel";
import { holdingsBetween, sentBetween } from "@oneheart/ledger";
import { sql } from "kysely";
import { flowStore } from "../store/flows.ts";

interface Line {
  name: string;
  kept: string;
}

/** What people hold and sent each other is what the ledger's transactions under the same tree come to. */
export const auditHoldings: Audit = async function* (db) {
  const leaves = { asset: "HEART", from: 0, to: (await flowStore(db).sizes()).holdings_size };
  const { rows } = await sql<Line>`
    SELECT 'account ' || account_id AS name, concat_ws('/', balance, earned, last_day) AS kept FROM analytics_holdings
    UNION ALL
    SELECT concat_ws(' ', day, 'account', from_account_id, 'to', to_account_id), concat_ws('/', amount, movements) FROM analytics_sent`.execute(
    db,
  );
  const kept = new Map(rows.map((row) => [row.name, row.kept]));
  const counted = new Map<string, string>([
    ...(await holdingsBetween(db, leaves)).map(
      (one) => [`account ${one.account_id}`, `${one.change}/${one.earned}/${one.last_day}`] as const,
    ),
    ...(await sentBetween(db, leaves)).map(
      (one) => [`${one.day} account ${one.from_account_id} to ${one.to_account_id}`, `${one.amount}/${one.movements}`] as const,
    ),
  ]);
  const names = [...new Set([...kept.keys(), ...counted.keys()])];
  const findings = names
    .filter((name) => kept.get(name) !== counted.get(name))
    .map((name): AuditFinding => {
      const message = `${kept.get(name) ?? "nothing"} kept, ${counted.get(name) ?? "nothing"} in the ledger`;
      return { code: "figure_holding_differs", ref: name, message };
    });
  yield { check: "figure_holdings", checked: names.length, of: names.length, findings };
};
