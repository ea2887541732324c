import { rm, writeFile } from "node:fs/promises";
import { createLogger, StartError } from "@oneheart/kernel";
import { migrateTo } from "@oneheart/server";
import pg from "pg";
import { parseArguments, UsageError } from "../arguments.ts";
import { auditCommand } from "../audit/command.ts";
import { readIdentities, readPassphrase, type Secrets } from "../backup/seal.ts";
import { type InstallationSettings, readInstallationSettings } from "../installation-settings.ts";
import { masterKeyFile } from "../master-key.ts";
import { grouped, processTerminal, type Terminal } from "../terminal.ts";
import { checkFile, hasJobs, masterKeyToKeep, refuseOtherSchema } from "./check.ts";
import { load } from "./load.ts";
import { readBackup } from "./read.ts";
import { openTarget, type Target } from "./target.ts";

export const restoreUsage = [
  "oneheart restore FILE --passphrase-file <file>    (or the passphrase in BACKUP_PASSPHRASE)",
  "oneheart restore FILE --identity <age key file>",
  "",
  "Fills an empty DATA_DIR, or an empty DATABASE_URL and OBJECTS_URL, from a backup, and audits what came. The whole file is checked",
  "before anything is touched.",
].join("\n");

/** `oneheart restore`: makes an installation again from a backup. Answers what the audit answers. */
export async function restoreCommand(args: string[], terminal: Terminal = processTerminal()): Promise<number> {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: { "passphrase-file": { type: "string" }, identity: { type: "string" } },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(restoreUsage);
  const secrets = await secretsOf(values["passphrase-file"], values.identity);
  const settings = await readInstallationSettings();

  terminal.progress("checking the file");
  const { manifest, end } = await checkFile(file, secrets);
  await refuseOtherSchema(manifest);
  const masterKey = await masterKeyToKeep(manifest, settings);
  await fill(file, secrets, { settings, masterKey, withJobs: hasJobs(end), terminal });
  const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
  terminal.out(`${file}, made ${manifest.created_at}: ${grouped(rows)} rows and ${grouped(end.objects)} objects are back`);
  return auditCommand([], terminal);
}

interface Filling {
  settings: InstallationSettings;
  masterKey: string | undefined;
  withJobs: boolean;
  terminal: Terminal;
}

/** All or nothing, as far as the target can be emptied again. */
async function fill(file: string, secrets: Secrets, { settings, masterKey, withJobs, terminal }: Filling): Promise<void> {
  const target = await openTarget(settings);
  try {
    await rebuild(target, file, secrets, withJobs, terminal);
    if (masterKey !== undefined) await writeFile(masterKeyFile(settings), masterKey, { flag: "wx", mode: 0o600 });
    await target.close();
  } catch (error) {
    await target.close();
    await target.undo();
    if (masterKey !== undefined) await rm(masterKeyFile(settings), { force: true });
    throw error;
  }
}

/** Tables as they were when the backup was made, then the rows, then the migrations that came since. */
async function rebuild(
  { databaseUrl, objects }: Target,
  file: string,
  secrets: Secrets,
  withJobs: boolean,
  terminal: Terminal,
): Promise<void> {
  const log = createLogger({ level: "silent" });
  const reading = await readBackup(file, secrets);
  const { manifest } = reading;
  const applied = new Set(manifest.migrations.map(({ owner, name }) => `${owner}/${name}`));
  await migrateTo(databaseUrl, log, applied);
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "oneheart restore",
    options: "-c timezone=UTC -c statement_timeout=0",
  });
  await client.connect();
  try {
    if (withJobs) await refuseOtherJobs(client, manifest.jobs_migration);
    await load(client, reading, { objects, withJobs, onProgress: (line) => terminal.progress(line) });
  } finally {
    await client.end();
  }
  await migrateTo(databaseUrl, log);
}

async function refuseOtherJobs(client: pg.Client, wanted: number): Promise<void> {
  const { rows } = await client.query<{ id: number }>("SELECT max(id) AS id FROM graphile_worker.migrations");
  if (rows[0]!.id === wanted) return;
  throw new StartError(
    `The backup holds jobs of the queue's version ${wanted}, and this OneHeart has version ${rows[0]!.id}: restore with the OneHeart that made it, then upgrade.`,
  );
}

async function secretsOf(passphraseFile: string | undefined, identityFile: string | undefined): Promise<Secrets> {
  if (identityFile !== undefined) return { identities: await readIdentities(identityFile) };
  const passphrase = await readPassphrase(passphraseFile);
  if (passphrase === undefined) throw new UsageError(`What opens the backup? Give its passphrase or its key.\n\n${restoreUsage}`);
  return { passphrase };
}
