import { StartError, systemClock } from "@oneheart/kernel";
import { parseArguments, UsageError } from "../arguments.ts";
import { openInstallation } from "../installation.ts";
import { readInstallationSettings } from "../installation-settings.ts";
import { parseKeys } from "../keys.ts";
import { configuredKeys } from "../log-keys.ts";
import { grouped, processTerminal, type Terminal } from "../terminal.ts";
import { DAY, SnapshotError } from "./layout.ts";
import { writeSnapshot } from "./write.ts";

/** `oneheart snapshot`: writes a day of the log, today's so far when none is named. */
export async function snapshotCommand(args: string[], terminal: Terminal = processTerminal()): Promise<number> {
  const { values } = parseArguments({
    args,
    options: {
      out: { type: "string", default: "snapshots" },
      day: { type: "string", default: systemClock.now().toISOString().slice(0, 10) },
      "database-url": { type: "string" },
      key: { type: "string", multiple: true, default: [] },
    },
  });
  const day = parseDay(values.day);
  const settings = await readInstallationSettings();
  const verifierKeys = [...new Set([...(await configuredKeys(settings)), ...parseKeys(values.key, "--key")])];
  if (verifierKeys.length === 0)
    terminal.warn(
      "NOTE: the snapshot has no key in it and was not verified: neither --key nor this installation's secrets tell the log's key.",
    );
  const installation = await openInstallation(settings, values["database-url"], "oneheart snapshot");
  try {
    const onProgress = (entries: number, of: number) => terminal.progress(`${grouped(entries)} of ${grouped(of)} entries`);
    const written = await writeSnapshot(installation.db, { out: values.out, day, verifierKeys, onProgress });
    const { folder, size, previous_size, files } = written;
    terminal.out(`${folder}: ${grouped(size - previous_size)} new of ${grouped(size)} entries, ${grouped(files)} files and their manifest`);
    return 0;
  } catch (error) {
    throw error instanceof SnapshotError ? new StartError(error.message) : error;
  } finally {
    await installation.close();
  }
}

function parseDay(text: string): string {
  const time = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw new UsageError(`--day ${text}: a day is written YYYY-MM-DD.`);
  return text;
}
