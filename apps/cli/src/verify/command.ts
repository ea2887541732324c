import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TlogError, type TreeHead } from "@oneheart/tlog";
import { parseArguments, UsageError } from "../arguments.ts";
import { parseKeys, refusalOf, wordsOf } from "../keys.ts";
import { SnapshotError, snapshotFiles } from "../snapshot/layout.ts";
import { openedHead } from "../snapshot/previous.ts";
import { grouped, processTerminal, type Terminal } from "../terminal.ts";
import { verifyWholeLog } from "./log.ts";
import type { Policy, VerificationReport } from "./policy.ts";
import { verifySnapshot } from "./snapshot.ts";
import { findSource, type LogSource } from "./source.ts";

const usage =
  "oneheart verify <folder or URL> [--key <verifier key>] [--witness <verifier key> --quorum <number>] [--previous <snapshot or checkpoint>]";

/** `oneheart verify`: checks a log with no database and no trust in whoever serves it. Answers 1 on any finding. */
export async function verifyCommand(args: string[], terminal: Terminal = processTerminal()): Promise<number> {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      key: { type: "string", multiple: true, default: [] },
      witness: { type: "string", multiple: true, default: [] },
      quorum: { type: "string" },
      previous: { type: "string" },
    },
  });
  const [argument, ...more] = positionals;
  if (argument === undefined || more.length > 0) throw new UsageError(usage);
  const witnessKeys = parseKeys(values.witness, "--witness");
  const quorum = parseQuorum(values.quorum, witnessKeys.length);
  const given = parseKeys(values.key, "--key");
  const source = await orFinding(() => findSource(argument));
  if (typeof source === "string") return conclude({ checked: 0, of: 0, findings: [source], notes: [] }, terminal);
  const verifierKeys = given.length > 0 ? given : await trustOnFirstUse(source, terminal);
  const seen = values.previous === undefined ? undefined : await readSeen(values.previous, verifierKeys);
  const onProgress = (checked: number, of: number) => terminal.progress(`${grouped(checked)} of ${grouped(of)} entries`);
  const policy: Policy = { verifierKeys, witnessKeys, quorum, seen, onProgress };
  return conclude(
    source.kind === "snapshot" ? await verifySnapshot(source.place, policy) : await verifyWholeLog(source.reader, policy),
    terminal,
  );
}

/** Without a key from elsewhere only the log's own word is left, and that is said. */
async function trustOnFirstUse(source: LogSource, terminal: Terminal): Promise<string[]> {
  const keys = wordsOf((await source.ownKeys()) ?? "");
  if (keys.length === 0 || keys.some((key) => refusalOf(key) !== undefined))
    throw new UsageError(`${source.place} does not tell its key. Give it: --key <verifier key>`);
  terminal.warn("WARNING: no --key was given, so the key was taken from the log itself (trust on first use).");
  terminal.warn("Whoever could replace the log could replace this key too. Compare it with one that you got elsewhere:");
  for (const key of keys) terminal.warn(`  ${key}`);
  return keys;
}

/** The checkpoint that somebody kept: a file, or the one in a snapshot's folder. */
async function readSeen(path: string, verifierKeys: readonly string[]): Promise<TreeHead> {
  const file = existsSync(join(path, snapshotFiles.checkpoint)) ? join(path, snapshotFiles.checkpoint) : path;
  try {
    return openedHead(await readFile(file, "utf8"), verifierKeys, file);
  } catch (error) {
    const isTheirs = error instanceof SnapshotError || (error as NodeJS.ErrnoException).syscall !== undefined;
    throw isTheirs ? new UsageError(`--previous ${path}: ${(error as Error).message}`) : error;
  }
}

function parseQuorum(text: string | undefined, witnesses: number): number {
  const quorum = text === undefined ? witnesses : Number(text);
  if (text !== undefined && (!/^\d+$/.test(text) || quorum > witnesses))
    throw new UsageError(`--quorum ${text}: a number up to that of the witnesses given (${witnesses}).`);
  return quorum;
}

/** A server that does not answer is a finding: nothing could be checked. */
async function orFinding<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TlogError) return error.message;
    throw error;
  }
}

function conclude({ checked, of, findings, notes, checkpoint }: VerificationReport, terminal: Terminal): number {
  for (const finding of findings) terminal.out(`FINDING: ${finding}`);
  const isGood = findings.length === 0 && checkpoint !== undefined;
  const also = isGood ? ["every tile", "the signed root", ...notes, `the log is ${checkpoint.origin}`] : ["NOT verified"];
  terminal.out(`checked ${grouped(checked)} of ${grouped(of)} entries, ${also.join(", ")}`);
  return isGood ? 0 : 1;
}
