import { type LogReader, openCheckpoint, parseVerifierKey, TlogError, verifyLog } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import type { Policy, VerificationReport } from "./policy.ts";

/** Checks a whole log from its first entry on, wherever it is read from. */
export async function verifyWholeLog(reader: LogReader, policy: Policy): Promise<VerificationReport> {
  const report: VerificationReport = { checked: 0, of: 0, findings: [], notes: [] };
  try {
    const { witnessKeys, quorum, seen } = policy;
    const { checkpoint, checkedEntries, size } = await verifyLog(reader, {
      verifierKey: await signingKey(reader, policy.verifierKeys),
      witnessKeys,
      quorum,
      previous: seen,
      hasher: nodeHasher,
      onProgress(progress) {
        report.checked = progress.checkedEntries;
        report.of = progress.size;
        policy.onProgress?.(progress.checkedEntries, progress.size);
      },
    });
    if (seen !== undefined) report.notes.push(`continuing the checkpoint of ${seen.size} entries seen before`);
    if (checkpoint.cosignatures.length > 0) report.notes.push(`cosigned by ${checkpoint.cosignatures.map(({ name }) => name).join(", ")}`);
    return { ...report, checked: checkedEntries, of: size, checkpoint };
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    report.findings.push(error.message);
    return report;
  }
}

/** The key of several that signed the newest checkpoint; the first when none did, so that the refusal names it. */
async function signingKey(reader: LogReader, keys: readonly string[]): Promise<string> {
  if (keys.length === 1) return keys[0]!;
  const note = await reader.readCheckpoint();
  return keys.find((key) => isSignedBy(note, key)) ?? keys[0]!;
}

function isSignedBy(note: Uint8Array, key: string): boolean {
  try {
    openCheckpoint(note, { log: [parseVerifierKey(key)] });
    return true;
  } catch (error) {
    if (error instanceof TlogError) return false;
    throw error;
  }
}
