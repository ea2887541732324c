import { type Kysely, sql, type Transaction } from "kysely";
import { v7 as uuidv7 } from "uuid";
import { type AccountRef, createLedger, type Ledger, type PostResult, type TransactionDraft } from "../src/index.ts";
import { createTestDatabase } from "./database.ts";

export const START = new Date("2026-03-01T12:00:00.000Z");

/** A ledger on a throwaway database with a clock that stands still until it is moved. */
export interface Scenario {
  db: Kysely<unknown>;
  ledger: Ledger;
  clock: { now: Date };
  /** Posts in a database transaction of its own. */
  post(...drafts: TransactionDraft[]): Promise<PostResult[]>;
  /** Posts each list of drafts in a transaction of its own; none begins to post before all transactions are open. */
  postAtOnce(batches: TransactionDraft[][]): Promise<PromiseSettledResult<PostResult[]>[]>;
  /** Posts one draft that must be accepted. */
  accept(draft: TransactionDraft): Promise<{ id: string; seq: bigint }>;
  available(ref: AccountRef): Promise<bigint>;
  /** All findings of an audit, and how many rows each check looked at. */
  audit(): Promise<{ codes: string[]; checked: Record<string, number>; erased: number }>;
  inTransaction<T>(work: (tx: Transaction<unknown>) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

export async function startScenario(connections = 10): Promise<Scenario> {
  const { db, drop } = await createTestDatabase(connections);
  const clock = { now: START };
  const ledger = createLedger({ newId: uuidv7, now: () => clock.now });
  const inTransaction = <T>(work: (tx: Transaction<unknown>) => Promise<T>) => db.transaction().execute(work);
  const post = (...drafts: TransactionDraft[]) => inTransaction((tx) => ledger.post(tx, drafts));
  return {
    db,
    ledger,
    clock,
    post,
    inTransaction,
    postAtOnce(batches) {
      const start = Promise.withResolvers<void>();
      let open = 0;
      const work = batches.map((drafts) =>
        inTransaction(async (tx) => {
          await sql`SELECT 1`.execute(tx);
          if (++open === batches.length) start.resolve();
          await start.promise;
          return ledger.post(tx, drafts);
        }),
      );
      return Promise.allSettled(work);
    },
    async accept(draft) {
      const [result] = await post(draft);
      if (!result?.ok) throw new Error(`refused: ${JSON.stringify(result)}`);
      return result;
    },
    available: async (ref) => (await ledger.balances(db, [ref]))[0]!.available,
    audit: () => collectAudit(db, ledger),
    end: drop,
  };
}

async function collectAudit(db: Kysely<unknown>, ledger: Ledger) {
  const codes: string[] = [];
  const checked: Record<string, number> = {};
  let erased = 0;
  const snapshot = db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only");
  await snapshot.execute(async (tx) => {
    for await (const step of ledger.audit(tx)) {
      codes.push(...step.findings.map((finding) => finding.code));
      checked[step.check] = (checked[step.check] ?? 0) + step.checked;
      erased += step.erased_commitments ?? 0;
    }
  });
  return { codes, checked, erased };
}

export const issuance = (asset = "HEART"): AccountRef => ({ kind: "issuance", asset });
export const burned = (asset = "HEART"): AccountRef => ({ kind: "burned", asset });
export const player = (owner_id: string, asset = "HEART"): AccountRef => ({ kind: "player", owner_id, asset });

/** A draft with one transfer, unless `change` says otherwise. */
export function move(debit: AccountRef, credit: AccountRef, amount: bigint, change: Partial<TransactionDraft> = {}): TransactionDraft {
  return { kind: "test.move", reason_ref: "test:1", occurred_at: START, transfers: [{ debit, credit, amount }], ...change };
}

/** Issues to a player. */
export function mint(owner_id: string, amount: bigint, asset = "HEART"): TransactionDraft {
  return move(issuance(asset), player(owner_id, asset), amount, { kind: "test.mint" });
}

/** Result codes of transactions that ran at once, or the code of the error that ended one. */
export function settledCodes(settled: readonly PromiseSettledResult<PostResult[]>[]): string[] {
  return settled.flatMap((one) => (one.status === "fulfilled" ? codes(one.value) : [String(one.reason.code ?? one.reason)]));
}

/** How often each code occurs. */
export function tally(list: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(list, (code) => code)].map(([code, all]) => [code, all.length]));
}

/** Result codes: `ok`, `replayed`, or the refusal's. */
export function codes(results: readonly PostResult[]): string[] {
  return results.map((result) => (result.ok ? (result.replayed ? "replayed" : "ok") : result.code));
}
