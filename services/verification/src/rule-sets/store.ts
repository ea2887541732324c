import type { RuleSet } from "@oneheart/contracts";
import { type Database, takeLock } from "@oneheart/kernel";
import { sql } from "kysely";
import type { Assessment } from "../assessment/rules/assess.ts";
import { builtIn, currentRules } from "./rules/rule-set.ts";

export interface RuleSetRow {
  version: string;
  rules: RuleSet;
  status: "candidate" | "shadow" | "active" | "retired";
  note: string | null;
  created_by: string | null;
  created_at: Date;
  activated_at: Date | null;
}

/** What decides, and what assesses beside it. */
export interface RulesInForce {
  active: RuleSet;
  shadows: RuleSet[];
}

const columns = sql`version, rules, status, note, created_by, created_at, activated_at`;

/** Every SQL statement about rule sets. */
export function ruleSetStore({ db }: { db: Database }) {
  return {
    async inForce(): Promise<RulesInForce> {
      const { rows } = await sql<RuleSetRow>`
        SELECT ${columns} FROM assessment_rules WHERE status IN ('shadow', 'active') ORDER BY version`.execute(db);
      return {
        active: rows.find((row) => row.status === "active")?.rules ?? currentRules,
        shadows: rows.filter((row) => row.status === "shadow").map((row) => row.rules),
      };
    },
    async get(version: string): Promise<RuleSetRow | undefined> {
      const { rows } = await sql<RuleSetRow>`SELECT ${columns} FROM assessment_rules WHERE version = ${version}`.execute(db);
      return rows[0];
    },
    /** The rows after a version, in its order. */
    async list(after: string, limit: number): Promise<RuleSetRow[]> {
      const { rows } = await sql<RuleSetRow>`
        SELECT ${columns} FROM assessment_rules WHERE version COLLATE "C" > ${after} ORDER BY version COLLATE "C" LIMIT ${limit}`.execute(
        db,
      );
      return rows;
    },
    /** False when the version is taken. */
    async add(row: RuleSetRow): Promise<boolean> {
      const done = await sql`
        INSERT INTO assessment_rules (${columns}) VALUES (${row.version}, ${JSON.stringify(row.rules)}::jsonb, ${row.status}, ${row.note},
          ${row.created_by}, ${row.created_at}, ${row.activated_at}) ON CONFLICT (version) DO NOTHING`.execute(db);
      return done.numAffectedRows === 1n;
    },
    async setStatus(version: string, status: "candidate" | "shadow"): Promise<void> {
      await sql`UPDATE assessment_rules SET status = ${status} WHERE version = ${version}`.execute(db);
    },
    async shadowCount(): Promise<number> {
      const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM assessment_rules WHERE status = 'shadow'`.execute(
        db,
      );
      return rows[0]!.count;
    },
    /** Until the end of the transaction nobody else changes which rule sets are in force. */
    async lock(): Promise<void> {
      await takeLock(db, "verification.assessment_rules");
    },
    /** Puts one in the place of the one that decided. */
    async activate(version: string, at: Date): Promise<void> {
      await sql`UPDATE assessment_rules SET status = 'retired' WHERE status = 'active' AND version <> ${version}`.execute(db);
      await sql`UPDATE assessment_rules SET status = 'active', activated_at = ${at} WHERE version = ${version}`.execute(db);
    },
    async addShadowAssessment(proof_id: string, shadow: Assessment, acted: Assessment, created_at: Date): Promise<void> {
      await sql`
        INSERT INTO shadow_verdicts (version, proof_id, outcome, score, reason_code, acted_outcome, acted_score, acted_version, created_at)
        VALUES (${shadow.rule_version}, ${proof_id}, ${shadow.outcome}, ${shadow.score}, ${shadow.reason_code}, ${acted.outcome},
          ${acted.score}, ${acted.rule_version}, ${created_at}) ON CONFLICT DO NOTHING`.execute(db);
    },
  };
}

/** A rule set by its version, of the program or stored; undefined when there is none. */
export async function findRules(version: string, source: { db: Database }): Promise<RuleSet | undefined> {
  return builtIn(version) ?? (await ruleSetStore(source).get(version))?.rules;
}
