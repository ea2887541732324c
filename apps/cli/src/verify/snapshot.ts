import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type OpenedCheckpoint,
  openCheckpoint,
  parseVerifierKey,
  portableHasher,
  TlogError,
  type TreeHead,
  treeRoot,
  verifyConsistency,
} from "@oneheart/tlog";
import { folderLogReader } from "@oneheart/tlog/node";
import { wordsOf } from "../keys.ts";
import { SnapshotError, snapshotFiles } from "../snapshot/layout.ts";
import { type Manifest, parseManifest } from "../snapshot/manifest.ts";
import { csvHeader, csvLines, jsonLine } from "../snapshot/rows.ts";
import { verifyContinuation } from "./continuation.ts";
import { checkFiles } from "./files.ts";
import type { Policy, VerificationReport } from "./policy.ts";
import { rowsChecker } from "./rows-checker.ts";

/**
 * Checks a snapshot's folder, trusting only the keys: each file against the manifest, the entries, tiles and roots against the
 * signed checkpoints, and the entries as CSV and JSON Lines against the entries.
 */
export async function verifySnapshot(folder: string, policy: Policy): Promise<VerificationReport> {
  const findings: string[] = [];
  const report: VerificationReport = { checked: 0, of: 0, findings, notes: [] };
  await collect(findings, async () => {
    const manifest = parseManifest(await readFile(join(folder, snapshotFiles.manifest), "utf8"));
    findings.push(...(await checkFiles(folder, manifest)), ...(await checkKeys(folder, policy)));
    report.of = manifest.size - manifest.previous_size;
    report.notes.push(`${manifest.files.length} files`);
    const checkpoint = openCheckpoint(await readFile(join(folder, snapshotFiles.checkpoint)), logPolicy(policy));
    const from = await readPrevious(folder, policy, checkpoint);
    requireSame(manifest, checkpoint, from);
    report.notes.push(...notesOn(checkpoint, from));
    await checkEntries(folder, { from, to: checkpoint, policy, findings, report });
    report.checkpoint = checkpoint;
  });
  return report;
}

function logPolicy({ verifierKeys, witnessKeys = [], quorum = 0 }: Policy) {
  return { log: verifierKeys.map(parseVerifierKey), witnesses: witnessKeys.map(parseVerifierKey), quorum };
}

async function readPrevious(folder: string, { verifierKeys }: Policy, checkpoint: OpenedCheckpoint): Promise<TreeHead> {
  const note = await readFile(join(folder, snapshotFiles.previous)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (note === undefined) return { size: 0, rootHash: treeRoot([], portableHasher) };
  const previous = within(snapshotFiles.previous, () => openCheckpoint(note, { log: verifierKeys.map(parseVerifierKey) }));
  const lines = (await readFile(join(folder, snapshotFiles.proof), "utf8")).split("\n").filter((line) => line !== "");
  const proof = lines.map((line) => new Uint8Array(Buffer.from(line, "base64")));
  if (previous.size > 0) within(snapshotFiles.proof, () => verifyConsistency(previous, checkpoint, proof));
  return previous;
}

/** Whoever takes the key from the folder must get one that is known elsewhere. */
async function checkKeys(folder: string, { verifierKeys }: Policy): Promise<string[]> {
  const text = await readFile(join(folder, snapshotFiles.key), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  const isKnown = text === undefined || wordsOf(text).some((key) => verifierKeys.includes(key));
  return isKnown ? [] : [`${snapshotFiles.key}: none of the keys that the log is checked with`];
}

function requireSame(manifest: Manifest, checkpoint: OpenedCheckpoint, from: TreeHead): void {
  const { origin, size } = checkpoint;
  if (manifest.origin !== origin || manifest.size !== size || manifest.previous_size !== from.size)
    throw new SnapshotError(`manifest.json: speaks of other checkpoints than those of ${size} and ${from.size} entries of ${origin}`);
}

function notesOn({ cosignatures }: OpenedCheckpoint, from: TreeHead): string[] {
  const begins = from.size === 0 ? "from the first entry on" : `continuing the checkpoint of ${from.size} entries`;
  return cosignatures.length === 0 ? [begins] : [begins, `cosigned by ${cosignatures.map(({ name }) => name).join(", ")}`];
}

async function checkEntries(
  folder: string,
  part: { from: TreeHead; to: OpenedCheckpoint; policy: Policy; findings: string[]; report: VerificationReport },
): Promise<void> {
  const { from, to, policy, findings, report } = part;
  const csv = rowsChecker(join(folder, snapshotFiles.csv), snapshotFiles.csv);
  const lines = rowsChecker(join(folder, snapshotFiles.jsonLines), snapshotFiles.jsonLines);
  const { seen } = policy;
  if (seen !== undefined && (seen.size < from.size || seen.size > to.size))
    findings.push(
      `the checkpoint seen before, of ${seen.size} entries, is not between ${from.size} and ${to.size}, which this snapshot shows`,
    );
  csv.expect(csvHeader, "its first line");
  const isWhole = await collect(findings, async () => {
    report.checked = await verifyContinuation(folderLogReader(folder), from, to, {
      seen,
      onBundle(checked) {
        report.checked = checked;
        policy.onProgress?.(checked, to.size - from.size);
      },
      onEntry(index, entry) {
        csv.expect(csvLines(index, entry), `entry ${index}`);
        lines.expect(jsonLine(index, entry), `entry ${index}`);
      },
    });
  });
  const differences = [...csv.finish(), ...lines.finish()];
  if (isWhole) findings.push(...differences);
}

/** Runs a part; what is wrong with the snapshot becomes a finding. Answers whether nothing was. */
async function collect(findings: string[], work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SnapshotError || error instanceof TlogError || code === "ENOENT") findings.push((error as Error).message);
    else throw error;
    return false;
  }
}

/** Says which file a refusal is about. */
function within<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TlogError) throw new SnapshotError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}
