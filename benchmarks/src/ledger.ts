/** bench:ledger — sealed transfers a second, what sealing, a hot account and a long history cost, proofs and verification. */
import { openLog } from "@oneheart/ledger";
import { baseline } from "./ledger/baseline.ts";
import { openLedgerDatabase } from "./ledger/database.ts";
import { fillTo } from "./ledger/fill.ts";
import { type Load, load, origin } from "./ledger/load.ts";
import { measureProofs } from "./ledger/proofs.ts";
import { type Choice, fund, hot, spread } from "./ledger/transfers.ts";
import { measureVerify } from "./ledger/verification.ts";
import { introduce, median, result, rounded } from "./report.ts";

const clients = 512;
const seconds = Number(process.env.BENCH_SECONDS ?? 10);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const [few, many] = [50_000, Number(process.env.BENCH_ENTRIES ?? 5_000_000)];

introduce(
  "bench:ledger",
  `${clients} clients in one process, each waiting for its commit; PostgreSQL beside them with fsync on; ${rounds} rounds of ${seconds} s of each kind in turn.`,
);

const database = await openLedgerDatabase();
const { db } = database;

/** Rounds of several kinds in turn, so that the machine's moods touch all alike; the median round of each. */
async function compare<Kind extends string>(kinds: Record<Kind, () => Promise<Load>>): Promise<Record<Kind, Load>> {
  const runs = {} as Record<Kind, Load[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of Object.keys(kinds) as Kind[]) {
      const run = await kinds[kind]();
      runs[kind] = [...(runs[kind] ?? []), run];
      console.log(`${kind}: ${rounded(run.per_s, 0)}/s, p50 ${rounded(run.p50_ms, 1)} ms, p99 ${rounded(run.p99_ms, 1)} ms`);
      // What an unsealed round leaves is taken in before the next, or that one would pay for it.
      await fillTo(db, 0);
      await database.settle();
    }
  }
  const middle = (kind: Kind, figure: keyof Load) => median(runs[kind].map((run) => run[figure]));
  const loads = (Object.keys(kinds) as Kind[]).map((kind) => {
    return [kind, { per_s: middle(kind, "per_s"), p50_ms: middle(kind, "p50_ms"), p99_ms: middle(kind, "p99_ms") }] as const;
  });
  return Object.fromEntries(loads) as Record<Kind, Load>;
}

const transfers = (sealed: boolean, choose: Choice) => () => load(db, { clients, seconds, sealed, choose });

/** The first seconds belong to the compiler, and to pages that are touched for the first time since a checkpoint. */
async function warmUp(): Promise<void> {
  for (let round = 0; round < 2; round += 1) await transfers(true, spread)();
  await database.settle();
}

try {
  await openLog(db, origin);
  await fund(db);
  await fillTo(db, few);
  await database.rest();
  await warmUp();

  const young = await compare({
    "baseline, one database transaction a transfer": () => baseline(database.url, seconds),
    sealed: transfers(true, spread),
    unsealed: transfers(false, spread),
    "one hot account": transfers(true, hot),
  });
  const plain = young["baseline, one database transaction a transfer"].per_s;

  console.log(`filling to ${many} entries`);
  await fillTo(db, many);
  await database.rest();
  await warmUp();
  const old = await compare({ [`with ${many} entries`]: transfers(true, spread) });
  const proofs = await measureProofs(db);
  console.log(`inclusion proof: p50 ${rounded(proofs.p50_ms)} ms, p95 ${rounded(proofs.p95_ms)} ms`);
  const verify_per_s = await measureVerify(db);

  result({
    sealed_per_s: rounded(young.sealed.per_s, 0),
    unsealed_per_s: rounded(young.unsealed.per_s, 0),
    sealing_ratio: rounded(young.sealed.per_s / young.unsealed.per_s),
    p99_ms: rounded(young.sealed.p99_ms, 1),
    hot_ratio: rounded(young["one hot account"].per_s / young.sealed.per_s),
    baseline_ratio: rounded(young.sealed.per_s / plain, 1),
    baseline_per_s: rounded(plain, 0),
    growth_ratio: rounded(young.sealed.per_s / Object.values(old)[0]!.per_s),
    proof_ms: rounded(proofs.p50_ms),
    proof_p95_ms: rounded(proofs.p95_ms),
    verify_per_s: rounded(verify_per_s, 0),
  });
} finally {
  await database.close();
}
