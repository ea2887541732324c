import type { Database } from "@oneheart/kernel";
import { createBatchQueue } from "@oneheart/kernel/internals";
import { createSequencer, type TransactionDraft } from "@oneheart/ledger";
import { createSigner } from "@oneheart/tlog";
import { sql } from "kysely";
import { percentile } from "../report.ts";
import { type Choice, ledger, transferDraft } from "./transfers.ts";

export const origin = "bench.example/ledger";
export const signer = createSigner(origin, new Uint8Array(32).fill(3));

export interface Load {
  /** Transfers a second, from the first request until the last is committed and, when sealed, in a signed checkpoint. */
  per_s: number;
  p50_ms: number;
  p99_ms: number;
}

interface LoadOptions {
  clients: number;
  seconds: number;
  sealed: boolean;
  choose: Choice;
}

/** Clients that each send a transfer, wait for its commit, and send the next. */
export async function load(db: Database, { clients, seconds, sealed, choose }: LoadOptions): Promise<Load> {
  // As the product posts transfers: in the kernel's batches.
  const queue = createBatchQueue((drafts: TransactionDraft[]) => db.transaction().execute((tx) => ledger.post(tx, drafts)));
  const sequencer = sealed ? createSequencer({ db, origin, signer, now: () => new Date(), onError: fail }) : undefined;
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;

  async function client(): Promise<void> {
    for (let now = performance.now(); now < end; ) {
      const [from, to] = choose();
      const posted = await queue.run(transferDraft([from, to]), { conflicts: [], locks: [`player-${from}`, `player-${to}`] });
      if (!posted.ok) throw new Error(posted.message);
      const done = performance.now();
      latencies.push(done - now);
      now = done;
    }
  }

  await Promise.all(Array.from({ length: clients }, client));
  if (sequencer !== undefined) {
    sequencer.wake();
    await sealedUp(db);
    await sequencer.stop();
  }
  const took = (performance.now() - start) / 1000;
  return { per_s: latencies.length / took, p50_ms: percentile(latencies, 50), p99_ms: percentile(latencies, 99) };
}

/** Everything posted is in the log and under a signed checkpoint. */
async function sealedUp(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ done: boolean }>`
      SELECT NOT EXISTS (SELECT FROM log_pending) AND (SELECT max(size) FROM log_checkpoints) = (SELECT size FROM log_state) AS done`.execute(
      db,
    );
    if (rows[0]!.done) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function fail(error: unknown): void {
  throw error;
}
