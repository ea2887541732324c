import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { StartError } from "@oneheart/kernel";
import { openObjectStore } from "@oneheart/server";
import { parseArguments, UsageError } from "../arguments.ts";
import { openInstallation } from "../installation.ts";
import { type InstallationSettings, readInstallationSettings } from "../installation-settings.ts";
import { masterKeyText } from "../master-key.ts";
import { grouped, processTerminal, type Terminal } from "../terminal.ts";
import { readPassphrase, type Secrets } from "./seal.ts";
import { writeBackup } from "./write.ts";

export const backupUsage = [
  "oneheart backup FILE --passphrase-file <file>     (or the passphrase in BACKUP_PASSPHRASE)",
  "oneheart backup FILE --recipient <age1…>          (several: each can open it)",
  "",
  "Writes the database, as it is at one moment, and all objects into one encrypted file. The server may run meanwhile.",
].join("\n");

/** `oneheart backup`: one encrypted file from which `oneheart restore` makes the installation again. */
export async function backupCommand(args: string[], terminal: Terminal = processTerminal()): Promise<number> {
  const { values, positionals } = parseArguments({
    args,
    allowPositionals: true,
    options: {
      "passphrase-file": { type: "string" },
      recipient: { type: "string", multiple: true, default: [] },
      "database-url": { type: "string" },
    },
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(backupUsage);
  if (existsSync(file)) throw new StartError(`${file} exists already: choose another name.`);
  const secrets = await secretsOf(values["passphrase-file"], values.recipient);
  const settings = await readInstallationSettings();
  if (settings.MONGODB_URL !== undefined)
    terminal.warn("NOTE: what MONGODB_URL holds is not in this backup: save it with MongoDB's own tools.");
  const masterKey = await masterKeyOf(settings);

  const installation = await openInstallation(settings, values["database-url"] ?? settings.DATABASE_MIGRATION_URL, "oneheart backup");
  const objects = await openObjectStore(settings);
  try {
    const onProgress = (line: string) => terminal.progress(line);
    const end = await writeBackup({ databaseUrl: installation.url, objects, masterKey }, { file, secrets, onProgress });
    const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0);
    const { size } = await stat(file);
    terminal.out(`${file}: ${grouped(rows)} rows, ${grouped(end.objects)} objects, ${grouped(size)} bytes`);
    if (!masterKey.kept)
      terminal.warn("NOTE: MASTER_KEY is not in this backup, and nobody can read sealed data without it: keep it elsewhere.");
    return 0;
  } finally {
    await objects.close();
    await installation.close();
  }
}

async function secretsOf(passphraseFile: string | undefined, recipients: readonly string[]): Promise<Secrets> {
  if (recipients.length > 0) {
    if (passphraseFile !== undefined) throw new UsageError("Give either --passphrase-file or --recipient.");
    return { recipients };
  }
  const passphrase = await readPassphrase(passphraseFile);
  if (passphrase === undefined) throw new UsageError(`A backup is encrypted: give it a passphrase or a recipient.\n\n${backupUsage}`);
  return { passphrase };
}

async function masterKeyOf(settings: InstallationSettings): Promise<{ text: string; kept: boolean }> {
  const text = await masterKeyText(settings);
  if (text !== undefined) return { text, kept: settings.MASTER_KEY === undefined };
  throw new StartError("The master key is not here: set MASTER_KEY, or DATA_DIR to the installation's folder, which holds master.key.");
}
