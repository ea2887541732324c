import { sql } from "kysely";
import type { LedgerDb } from "../database.ts";
import { leafHash } from "../leaf.ts";
import { loadCatalogue } from "../store/catalogue.ts";
import { findSubjects } from "../store/subjects.ts";
import { entriesFrom } from "./entries.ts";
import { compareLeaf, type Names } from "./rebuild.ts";
import { type AuditedLine, type AuditedTransaction, readLines, readTransactions } from "./rows.ts";
import type { AuditFinding, AuditStep } from "./step.ts";

const PAGE_TRANSACTIONS = 1000;

/** Each transaction: has its lines, its leaf has the stored hash, and the leaf rebuilt from the rows is the stored one. */
export async function* auditTransactions(db: LedgerDb): AsyncGenerator<AuditStep> {
  const { rows } = await sql<{ total: string }>`SELECT count(*)::text AS total FROM ledger_transactions`.execute(db);
  const of = Number(rows[0]!.total);
  const catalogue = await loadCatalogue(db);
  // The last page has no transactions: its lines, if any, lie beyond all of them.
  for (let after = "0", last: string | undefined = after; last !== undefined; after = last ?? after) {
    const page = await readTransactions(db, after, PAGE_TRANSACTIONS);
    last = page.at(-1)?.seq;
    const lines = await readLines(db, after, last ?? null);
    const subjects = await findSubjects(db, peopleIn(page, lines));
    yield { check: "transactions", checked: page.length, of, ...checkPage(page, lines, { catalogue, subjects }) };
  }
}

function peopleIn(page: readonly AuditedTransaction[], lines: readonly AuditedLine[]): string[] {
  const people = [...page.map((row) => row.subject_id), ...lines.flatMap((line) => [line.debit_owner, line.credit_owner])];
  return [...new Set(people.filter((id) => id !== null))];
}

function checkPage(page: readonly AuditedTransaction[], lines: readonly AuditedLine[], names: Names) {
  const findings: AuditFinding[] = [];
  let erased_commitments = 0;
  const bySeq = Map.groupBy(lines, (line) => line.seq);
  for (const row of page) {
    const result = checkTransaction(row, bySeq.get(row.seq) ?? [], names);
    findings.push(...result.findings);
    erased_commitments += result.erased;
    bySeq.delete(row.seq);
  }
  for (const [seq, orphans] of bySeq) findings.push(...orphans.map((line) => orphan(line, seq)));
  return { findings, erased_commitments };
}

function checkTransaction(row: AuditedTransaction, lines: readonly AuditedLine[], names: Names) {
  const ref = `transaction ${row.id}`;
  const strangers = lines.filter((line) => line.transaction_id !== row.id);
  const { entries, findings } = entriesFrom(
    ref,
    lines.filter((line) => line.transaction_id === row.id),
  );
  findings.push(...strangers.map((line) => orphan(line, row.seq)));

  const bytes = Buffer.from(row.leaf, "hex");
  const { is_same, erased } = compareLeaf(row, entries, bytes.toString("utf8"), names);
  if (leafHash(bytes).toString("hex") !== row.leaf_hash)
    findings.push({ code: "leaf_hash_differs", ref, message: "not the hash of its leaf" });
  if (!is_same) findings.push({ code: "leaf_differs_from_rows", ref, message: "the rows say something else than the leaf" });
  if (row.is_key_shared)
    findings.push({ code: "idempotency_not_unique", ref, message: "another transaction has the same idempotency key" });
  return { findings, erased };
}

function orphan(line: AuditedLine, seq: string): AuditFinding {
  return { code: "entry_without_transaction", ref: `transaction ${line.transaction_id}`, message: `${line.line} with seq ${seq}` };
}
