import type { Audit, AuditFinding } from "@oneheart/kernel";
import { type Flow, flowsBetween } from "@oneheart/ledger";
import { sql } from "kysely";
import { flowStore } from "../store/flows.ts";

/** Sums of movements are what the ledger's transactions under the same tree come to. */
export const auditFlows: Audit = async function* (db) {
  const { rows } = await sql<{ [Name in keyof Flow]: string }>`
    SELECT day::text AS day, asset, from_kind, to_kind, amount::text AS amount, movements::text AS movements FROM analytics_flows`.execute(
    db,
  );
  const kept = new Map(rows.map((row) => [nameOf(row), `${row.amount}/${row.movements}`]));
  const flows = await flowsBetween(db, 0, (await flowStore(db).sizes()).tree_size);
  const counted = new Map(flows.map((flow) => [nameOf(flow), `${flow.amount}/${flow.movements}`]));
  const names = [...new Set([...kept.keys(), ...counted.keys()])];
  const findings = names
    .filter((name) => kept.get(name) !== counted.get(name))
    .map((name): AuditFinding => {
      const message = `${kept.get(name) ?? "nothing"} kept, ${counted.get(name) ?? "nothing"} in the ledger (amount/movements)`;
      return { code: "figure_flow_differs", ref: name, message };
    });
  yield { check: "figure_flows", checked: names.length, of: names.length, findings };
};

function nameOf({ day, asset, from_kind, to_kind }: { day: string; asset: string; from_kind: string; to_kind: string }): string {
  return `${day} ${asset} ${from_kind} to ${to_kind}`;
}
