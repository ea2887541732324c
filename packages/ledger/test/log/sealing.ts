import {
  createSigner,
  formatVerifierKey,
  type LogReader,
  logReader,
  parseEntriesPath,
  parseTilePath,
  type Signer,
  verifyLog,
} from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { type LedgerDb, type LogAuditFinding, ledgerLog, openLog, type PostResult, type TransactionDraft } from "../../src/index.ts";
import { sealBatch } from "../../src/log/sequencer.ts";
import { mint, type Scenario, START, startScenario } from "../scenario.ts";

export const ORIGIN = "example.org/test-ledger";
export const SIGNER: Signer = createSigner(ORIGIN, new Uint8Array(32).fill(7));
export const VERIFIER_KEY = formatVerifierKey(SIGNER.verifier);

/** A ledger whose log is sealed when the test says so. */
export interface LogScenario extends Scenario {
  /** Takes in one batch and signs; answers how many entries. */
  seal(batch_max?: number): Promise<number>;
  /** Takes in everything that is committed. */
  sealAll(batch_max?: number): Promise<number>;
  /** Posts `count` mints in a transaction of their own; answers their ids. */
  mintMany(count: number, owner?: string): Promise<string[]>;
  findings(db?: LedgerDb): Promise<LogAuditFinding[]>;
}

export async function startLog(connections = 10): Promise<LogScenario> {
  const scenario = await startScenario(connections);
  const { db } = scenario;
  await openLog(db, ORIGIN);
  const seal = (batch_max?: number) => sealBatch({ db, origin: ORIGIN, signer: SIGNER, now: () => START, batch_max });
  return {
    ...scenario,
    seal,
    async sealAll(batch_max) {
      let all = 0;
      for (let count = await seal(batch_max); count > 0; count = await seal(batch_max)) all += count;
      return all;
    },
    async mintMany(count, owner = "ann") {
      const drafts: TransactionDraft[] = Array.from({ length: count }, () => mint(owner, 1n));
      return (await scenario.post(...drafts)).map(idOf);
    },
    findings: (within) =>
      within
        ? collect(within)
        : db
            .transaction()
            .setIsolationLevel("repeatable read")
            .execute((tx) => collect(tx)),
  };
}

export function idOf(result: PostResult): string {
  if (!result.ok) throw new Error(`refused: ${result.code}`);
  return result.id;
}

async function collect(db: LedgerDb): Promise<LogAuditFinding[]> {
  const findings: LogAuditFinding[] = [];
  for await (const step of ledgerLog.audit(db, { verifierKeys: [VERIFIER_KEY], now: START })) findings.push(...step.findings);
  return findings;
}

/** The log as a client reads it over HTTP: by paths. */
export function clientOf(db: LedgerDb): LogReader {
  return logReader(async (path) => {
    if (path === "checkpoint") return Buffer.from((await ledgerLog.checkpoint(db))!.note);
    if (path.startsWith("tile/entries/")) return ledgerLog.bundle(db, parseEntriesPath(path));
    return ledgerLog.tile(db, parseTilePath(path));
  });
}

/** Verifies everything as a stranger would; answers the ids in the order of the log. */
export async function verifiedIds(db: LedgerDb): Promise<string[]> {
  const ids: string[] = [];
  const onEntry = (_: number, entry: Uint8Array) => void ids.push(JSON.parse(Buffer.from(entry).toString()).id);
  const { size } = await verifyLog(clientOf(db), { verifierKey: VERIFIER_KEY, hasher: nodeHasher, onEntry });
  if (size !== ids.length) throw new Error(`${size} against ${ids.length}`);
  return ids;
}
