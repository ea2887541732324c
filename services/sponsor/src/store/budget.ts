import type { Database } from "@oneheart/kernel";
import { sql } from "kysely";

interface BudgetRow {
  budget_tokens: bigint | null;
  reserved_tokens: bigint;
  paid_tokens: bigint;
}

/** The one row that says what the programme pays without a sponsor's money. */
export function budgetStore({ db }: { db: Database }) {
  return {
    async get(): Promise<BudgetRow> {
      const { rows } = await sql<BudgetRow>`SELECT budget_tokens, reserved_tokens, paid_tokens FROM programme_budget`.execute(db);
      return rows[0]!;
    },
    async lock(): Promise<BudgetRow> {
      const { rows } = await sql<BudgetRow>`
        SELECT budget_tokens, reserved_tokens, paid_tokens FROM programme_budget FOR NO KEY UPDATE`.execute(db);
      return rows[0]!;
    },
    async set(budget_tokens: bigint | null): Promise<void> {
      await sql`UPDATE programme_budget SET budget_tokens = ${budget_tokens}`.execute(db);
    },
  };
}

export function presentBudget({ budget_tokens, reserved_tokens, paid_tokens }: BudgetRow) {
  return {
    budget_tokens: budget_tokens === null ? null : Number(budget_tokens),
    reserved_tokens: Number(reserved_tokens),
    paid_tokens: Number(paid_tokens),
  };
}
