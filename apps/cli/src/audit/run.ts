import type { AuditFinding, Database, ServiceDefinition } from "@oneheart/kernel";
import { createLedger, ledgerLog } from "@oneheart/ledger";
import { lookingAt } from "../installation.ts";

/** What is audited, and what hears about it. */
export interface AuditOptions {
  /** Every key that the log has signed with; without any, signatures are not checked. */
  verifierKeys: readonly string[];
  services: readonly ServiceDefinition[];
  now: Date;
  onFinding(check: string, finding: AuditFinding): void;
  onStep(check: string, checked: number, of: number): void;
}

/** How far a check came. */
interface CheckTotal {
  checked: number;
  of: number;
}

export interface AuditResult {
  checks: ReadonlyMap<string, CheckTotal>;
  findings: number;
}

interface Step {
  check: string;
  checked: number;
  of: number;
  findings: AuditFinding[];
}

/** The ledger against itself, the log against the ledger, and what services keep against the ledger: all in one snapshot. */
export async function runAudit(db: Database, options: AuditOptions): Promise<AuditResult> {
  return lookingAt(db, async (tx) => {
    const checks = new Map<string, CheckTotal>();
    let findings = 0;
    for await (const step of stepsOf(tx, options)) {
      const total = checks.get(step.check) ?? { checked: 0, of: step.of };
      total.checked += step.checked;
      checks.set(step.check, total);
      findings += step.findings.length;
      for (const finding of step.findings) options.onFinding(step.check, finding);
      options.onStep(step.check, total.checked, total.of);
    }
    return { checks, findings };
  });
}

async function* stepsOf(tx: Database, { verifierKeys, services, now }: AuditOptions): AsyncGenerator<Step> {
  // Nothing is posted, so no ids are made.
  const ledger = createLedger({ newId: () => "", now: () => now });
  yield* ledger.audit(tx);
  yield* ledgerLog.audit(tx, { verifierKeys, now });
  for (const service of services) for (const audit of service.audits ?? []) yield* audit(tx);
}
