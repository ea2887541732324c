import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, chown, cp, stat, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { promisify } from "node:util";
import { findBinaries } from "../src/postgres/binaries.ts";
import { temporaryFolder } from "./support/temp.ts";

const run = promisify(execFile);
const isRoot = process.platform === "linux" && process.getuid?.() === 0;
const rootOnly = { skip: !isRoot && "needs root on Linux" };
const ORDINARY = 65534;

/** Without these root is an ordinary owner: it passes only where the mode lets it. */
const WITHOUT_OVERRIDE = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search", "--"];

interface Outcome {
  code?: string;
  message?: string;
  log?: string;
}

async function startOnce(dir: string, options: { prefix?: string[]; path?: string; bin?: string } = {}): Promise<Outcome> {
  const command = [...(options.prefix ?? []), process.execPath, join(import.meta.dirname, "support/start-once.ts"), dir];
  if (options.bin !== undefined) command.push(options.bin);
  const env = { ...process.env, PATH: options.path ?? process.env.PATH };
  const { stdout } = await run(command[0]!, command.slice(1), { env });
  return JSON.parse(stdout);
}

/** A folder that no other user can enter. */
async function closedFolder(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  await chmod(folder, 0o700);
  return folder;
}

/** A PATH with what a start needs, and none of the programs that change users. */
async function pathWithout(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  for (const name of ["sh", "id", "rm"]) await symlink((await run("which", [name])).stdout.trim(), join(folder, name));
  return folder;
}

test("root starts PostgreSQL as nobody, who owns the data and nothing above it", rootOnly, async (t) => {
  const dir = join(await temporaryFolder(t), "a");
  await chmod(join(dir, ".."), 0o755);
  assert.match((await startOnce(dir)).log!, /\(as uid 65534\)$/);
  assert.equal((await stat(join(dir, "data"))).uid, ORDINARY);
  assert.equal((await stat(dir)).uid, 0);
});

test("a folder of a user keeps that user when root starts it, and stays usable to him", rootOnly, async (t) => {
  const dir = await temporaryFolder(t);
  await chown(dir, 1, 1);
  assert.match((await startOnce(dir)).log!, /\(as uid 1\)$/);
  for (const name of ["data", "password", "postgres.log"]) assert.equal((await stat(join(dir, name))).uid, 1, name);
  const prefix = ["setpriv", "--reuid=1", "--regid=1", "--clear-groups", "--"];
  assert.match((await startOnce(dir, { prefix })).log!, /\(as this user\)$/);
});

test("in a folder that only root can enter, PostgreSQL runs as nobody with the right to pass kept", rootOnly, async (t) => {
  const dir = join(await closedFolder(t), "a");
  for (const _ of ["first", "second"]) assert.match((await startOnce(dir)).log!, /\(as uid 65534 with CAP_DAC_OVERRIDE\)$/);
});

test("an installation that only root can enter works too, with the right to pass and without it", rootOnly, async (t) => {
  const folder = await closedFolder(t);
  const bin = dirname((await findBinaries()).postgres);
  await cp(join(bin, ".."), join(folder, "native"), { recursive: true, verbatimSymlinks: true });
  const options = { bin: join(folder, "native/bin") };
  assert.match((await startOnce(join(folder, "a"), options)).log!, /with CAP_DAC_OVERRIDE\)$/);
  assert.match((await startOnce(join(folder, "b"), { ...options, prefix: WITHOUT_OVERRIDE })).log!, /\(in a user namespace\)$/);
});

test("where root may not hand that right on, PostgreSQL runs in a user namespace, also on data of the other ways", rootOnly, async (t) => {
  const dir = join(await closedFolder(t), "a");
  for (const _ of ["first", "second"]) assert.match((await startOnce(dir, { prefix: WITHOUT_OVERRIDE })).log!, /\(in a user namespace\)$/);
  assert.match((await startOnce(dir)).log!, /with CAP_DAC_OVERRIDE\)$/);
});

test("where no way is left, one error says why and what to do", rootOnly, async (t) => {
  const dir = join(await closedFolder(t), "a");
  const outcome = await startOnce(dir, { path: await pathWithout(t) });
  assert.equal(outcome.code, "user_unsuitable");
  assert.match(outcome.message!, /as uid 65534: .*; .*start as an ordinary user, or move .* or set DATABASE_URL/);
  assert.ok(!outcome.message!.includes("\n"));
});

test("a user without a name gets one in a user namespace", rootOnly, async (t) => {
  const dir = await temporaryFolder(t);
  await chown(dir, 4321, 4321);
  const prefix = ["setpriv", "--reuid=4321", "--regid=4321", "--clear-groups", "--"];
  assert.match((await startOnce(dir, { prefix })).log!, /\(in a user namespace\)$/);
});

test("an ordinary user runs PostgreSQL as himself, and is refused a folder he cannot write", async (t) => {
  const own = await temporaryFolder(t);
  const foreign = await temporaryFolder(t);
  const prefix = isRoot ? ["setpriv", `--reuid=${ORDINARY}`, `--regid=${ORDINARY}`, "--clear-groups", "--"] : [];
  if (isRoot) await chown(own, ORDINARY, ORDINARY);
  await chmod(foreign, 0o555);
  assert.match((await startOnce(own, { prefix })).log!, /\(as this user\)$/);

  const outcome = await startOnce(foreign, { prefix });
  assert.equal(outcome.code, "folder_unwritable");
  assert.ok(outcome.message!.includes(foreign) && outcome.message!.includes("change its owner or mode"), outcome.message);
});

/** Its own mount namespace, so that the small disk goes with the process. */
const ON_SMALL_DISK = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs -o size="$1",mode=0755 tmpfs "$2" && shift 2 && eval "$*"', "sh"];

test("a full disk is named at the first start, and at a later one, which works again when there is room", rootOnly, async (t) => {
  const disk = await temporaryFolder(t);
  const dir = join(disk, "a");
  const start = `${process.execPath} ${join(import.meta.dirname, "support/start-once.ts")} ${dir}`;
  const outcomes = async (size: string, script: string): Promise<Outcome[]> => {
    const [file, ...args] = [...ON_SMALL_DISK, size, disk, script];
    return (await run(file!, args)).stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  const [first] = await outcomes("20m", start);
  assert.equal(first!.code, "disk_full", first!.message);
  assert.ok(first!.message!.includes(dir), first!.message);

  const fill = `{ cat /dev/zero >${disk}/fill 2>/dev/null || true; }`;
  const [, later, again] = await outcomes("100m", `${start}; ${fill}; ${start}; rm ${disk}/fill; ${start}`);
  assert.equal(later!.code, "disk_full", later!.message);
  assert.match(again!.log!, /ready/);
});
