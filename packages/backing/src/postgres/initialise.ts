import { randomBytes, randomUUID } from "node:crypto";
import { access, chmod, chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { BackingError } from "../errors.ts";
import type { Binaries } from "./binaries.ts";
import { diskFull, giveToFolderOwner, readIfThere } from "./files.ts";
import type { Layout } from "./layout.ts";
import type { Runner } from "./runner.ts";

const PARTIAL = "data.partial-";

/** Makes the data folder where there is none, and answers the password. Refuses data it cannot serve. */
export async function ensureInitialised(layout: Layout, binaries: Binaries, runner: Runner, durable: boolean): Promise<string> {
  for (const entry of await readdir(layout.dir)) {
    if (entry.startsWith(PARTIAL)) await rm(join(layout.dir, entry), { recursive: true, force: true });
  }
  if (!(await exists(layout.data))) return initialise(layout, binaries, runner, durable);
  await refuseOtherVersion(layout, runner);
  await chmod(layout.data, 0o700);
  return readPassword(layout);
}

/** Runs initdb aside and renames, so that an interrupted first start leaves no half a database. */
async function initialise(layout: Layout, binaries: Binaries, runner: Runner, durable: boolean): Promise<string> {
  const password = randomBytes(24).toString("base64url");
  const partial = join(layout.dir, PARTIAL + randomUUID());
  const passwordForInitdb = join(layout.run, `password-${randomUUID()}`);
  try {
    await mkdir(partial, { mode: 0o700 });
    await writeFile(passwordForInitdb, password, { mode: 0o600 });
    if (runner.owner) {
      await chown(partial, runner.owner.uid, runner.owner.gid);
      await chown(passwordForInitdb, runner.owner.uid, runner.owner.gid);
    }
    await runInitdb(layout, runner, [binaries.initdb, ...initdbArguments(partial, passwordForInitdb, durable)]);
    await writePassword(layout, password);
    await rename(partial, layout.data);
    return password;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordForInitdb, { force: true });
  }
}

/** The builtin C.UTF-8 locale sorts the same on every machine and needs nothing from the system. */
function initdbArguments(data: string, passwordFile: string, durable: boolean): string[] {
  const locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const access = ["--username=oneheart", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  return [`--pgdata=${data}`, ...locale, ...access, "--data-checksums", "--no-instructions", ...(durable ? [] : ["--no-sync"])];
}

async function runInitdb(layout: Layout, runner: Runner, command: string[]): Promise<void> {
  const child = runner.spawn(command, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  const exited = new Promise<number | null>((resolve, reject) => child.once("exit", resolve).once("error", reject));
  const [code, stderr] = await Promise.all([exited, text(child.stderr!)]);
  if (code === 0) return;
  if (stderr.includes("No space left on device")) throw diskFull(layout.dir);
  const reason = stderr.split("\n").find((line) => /error|fatal/i.test(line)) ?? stderr;
  throw new BackingError("database_failed", `The database in ${layout.dir} could not be made (${reason.trim()}).`);
}

async function refuseOtherVersion(layout: Layout, runner: Runner): Promise<void> {
  const found = (await readIfThere(join(layout.data, "PG_VERSION")))?.trim() ?? "";
  const wanted = runner.version.split(".")[0];
  if (found === wanted) return;
  if (found === "") {
    throw new BackingError(
      "data_corrupt",
      `${layout.data} holds no complete database: restore a backup, or move the folder away to begin anew.`,
    );
  }
  throw new BackingError(
    "data_version",
    `${layout.data} was written by PostgreSQL ${found} and this is ${wanted}: restore a backup of it into a new folder, or run the version that wrote it.`,
  );
}

async function writePassword(layout: Layout, password: string): Promise<void> {
  await rm(layout.password, { force: true });
  await writeFile(layout.password, password, { mode: 0o600, flag: "wx" });
  await giveToFolderOwner(layout, layout.password);
}

async function readPassword(layout: Layout): Promise<string> {
  const password = await readIfThere(layout.password);
  if (password !== undefined) return password;
  throw new BackingError("data_corrupt", `${layout.password} is missing: restore it from a backup together with the data.`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
