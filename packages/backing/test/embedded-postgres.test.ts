import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type TestContext, test } from "node:test";
import pg from "pg";
import { BackingError, FolderInUse } from "../src/errors.ts";
import { startEmbeddedPostgres } from "../src/postgres/embedded.ts";
import { commandLine, identify, signalable } from "../src/postgres/processes.ts";
import { query } from "./support/query.ts";
import { defer, temporaryFolder, until } from "./support/temp.ts";

const settings = { fsync: "off" };

/** Another process that holds a database; it is killed with the test, and its PostgreSQL writes into the folder until it has ended, too. */
async function holder(t: TestContext, dir: string): Promise<{ child: ChildProcess; url: string; postmaster: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "support/hold.ts"), dir], { stdio: ["ignore", "pipe", "inherit"] });
  defer(t, () => child.kill("SIGKILL"));
  const [line] = await once(createInterface(child.stdout!), "line");
  const postmaster = await postmasterOf(dir);
  defer(t, () => {
    child.kill("SIGKILL");
    return until("PostgreSQL to end with its holder", () => hasEnded(postmaster));
  });
  return { child, url: JSON.parse(line).url, postmaster };
}

async function postmasterOf(dir: string): Promise<number> {
  return Number((await readFile(join(dir, "data/postmaster.pid"), "utf8")).split("\n")[0]);
}

/** Ended, whether or not the system has taken note of it. */
async function hasEnded(pid: number): Promise<boolean> {
  return (await commandLine(pid)) === "";
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

test("a first start makes a UTF-8 database with checksums, and a second start keeps its data", async (t) => {
  const dir = join(await temporaryFolder(t), "made on demand");
  const first = await startEmbeddedPostgres({ dir, settings });
  await query(first.url, "create table kept as select 'ünï' as word");
  await first.stop();

  const started = performance.now();
  const second = await startEmbeddedPostgres({ dir, settings });
  const took_ms = performance.now() - started;
  defer(t, () => second.stop());
  t.diagnostic(`second start: ${Math.round(took_ms)} ms`);
  assert.deepEqual(await query(second.url, "select word, upper(word) as upper from kept"), [{ word: "ünï", upper: "ÜNÏ" }]);
  const [shown] = await query(second.url, "select current_database() as name, current_setting('data_checksums') as checksums");
  assert.deepEqual(shown, { name: "oneheart", checksums: "on" });
});

test("no connection without the password, and the password file is the owner's alone", async (t) => {
  const dir = await temporaryFolder(t);
  const server = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => server.stop());
  const wrong = new URL(server.url);
  wrong.password = "wrong";
  await assert.rejects(query(wrong.href, "select 1"), { code: "28P01" });
  assert.equal((await stat(join(dir, "password"))).mode & 0o777, 0o600);
});

test("the application has a login of its own that owns nothing, and a password that does not tell the owner's", async (t) => {
  const dir = await temporaryFolder(t);
  const server = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => server.stop());
  const [role] = await query(
    server.applicationUrl,
    `select session_user::text as login, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as powerful,
       (select array_agg(r.rolname::text) from pg_roles r where pg_has_role(r.oid, 'member') and r.rolname <> session_user) as member_of
     from pg_roles where rolname = session_user`,
  );
  assert.deepEqual(role, { login: "oneheart_server", powerful: false, member_of: ["oneheart_app"] });
  await assert.rejects(query(server.applicationUrl, "create table mine (n int)"), { code: "42501" });
  const [owner, application] = [new URL(server.url).password, new URL(server.applicationUrl).password];
  assert.notEqual(owner, application);
  const wrong = new URL(server.url);
  wrong.password = application;
  await assert.rejects(query(wrong.href, "select 1"), { code: "28P01" });
  assert.ok(!(await readFile(join(dir, "postgres.log"), "utf8")).includes(application));
});

test("settings override the defaults and there is no TCP port", async (t) => {
  const server = await startEmbeddedPostgres({ dir: await temporaryFolder(t), settings: { ...settings, max_connections: "33" } });
  defer(t, () => server.stop());
  const [shown] = await query(server.url, "select current_setting('max_connections') as most, current_setting('listen_addresses') as tcp");
  assert.deepEqual(shown, { most: "33", tcp: "" });
});

test("a long path with spaces, quotes and commas works, and its short socket folder goes at the stop", async (t) => {
  const dir = join(await temporaryFolder(t), `it's a "long", path `.repeat(8).trim());
  const server = await startEmbeddedPostgres({ dir, settings });
  const socket = new URL(server.url).searchParams.get("host")!;
  assert.deepEqual(await query(server.url, "select 1 as one"), [{ one: 1 }]);
  await server.stop();
  await assert.rejects(stat(socket), { code: "ENOENT" });
});

test("PostgreSQL ends with a process that was killed, and the next start recovers what was committed", async (t) => {
  const dir = await temporaryFolder(t);
  const { child, url, postmaster } = await holder(t, dir);
  await query(url, "create table survived as select 7 as n");
  await kill(child);
  await until("PostgreSQL to end", () => hasEnded(postmaster));

  const next = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => next.stop());
  assert.deepEqual(await query(next.url, "select n from survived"), [{ n: 7 }]);
});

test("a start at once after a kill waits for the PostgreSQL that is ending", async (t) => {
  const dir = await temporaryFolder(t);
  const { child, url } = await holder(t, dir);
  await query(url, "create table survived as select 8 as n");
  await kill(child);
  const next = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => next.stop());
  assert.deepEqual(await query(next.url, "select n from survived"), [{ n: 8 }]);
});

test("a start recovers after PostgreSQL and its server were both killed", async (t) => {
  const dir = await temporaryFolder(t);
  const { child, url, postmaster } = await holder(t, dir);
  await query(url, "create table survived as select 9 as n");
  process.kill(postmaster, "SIGKILL");
  await kill(child);
  const next = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => next.stop());
  assert.deepEqual(await query(next.url, "select n from survived"), [{ n: 9 }]);
});

test("a PostgreSQL that was orphaned, its watcher killed too, is ended by the next start", {
  skip: process.platform !== "linux",
}, async (t) => {
  const dir = await temporaryFolder(t);
  const { child, url, postmaster } = await holder(t, dir);
  await query(url, "create table survived as select 10 as n");
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0 && pid !== postmaster);
  const lines = await Promise.all(pids.map(async (pid) => ({ pid, line: await commandLine(pid) })));
  const watchers = lines.filter(({ line }) => line.startsWith("sh ") && line.includes(`${dir}/data`));
  assert.equal(watchers.length, 1);
  process.kill(watchers[0]!.pid, "SIGKILL");
  await kill(child);
  assert.equal(signalable(postmaster), true);

  const next = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => next.stop());
  assert.ok(await hasEnded(postmaster));
  assert.deepEqual(await query(next.url, "select n from survived"), [{ n: 10 }]);
});

test("a folder that another live process uses is refused, and the refusal carries its address", async (t) => {
  const dir = await temporaryFolder(t);
  const { child, url } = await holder(t, dir);
  await assert.rejects(startEmbeddedPostgres({ dir, settings }), (error) => {
    assert.ok(error instanceof FolderInUse);
    assert.equal(error.code, "folder_in_use");
    assert.equal(error.url, url);
    return error.message.includes(dir) && error.message.includes(`process ${child.pid}`);
  });
  assert.deepEqual(await query(url, "select 1 as one"), [{ one: 1 }]);
});

test("of several starts at once in one process exactly one gets the folder", async (t) => {
  const dir = await temporaryFolder(t);
  const starts = await Promise.allSettled([1, 2, 3, 4].map(() => startEmbeddedPostgres({ dir, settings })));
  const winners = starts.filter((start) => start.status === "fulfilled");
  defer(t, () => Promise.all(winners.map((winner) => winner.value.stop())));
  assert.equal(winners.length, 1);
  for (const start of starts) if (start.status === "rejected") assert.ok(start.reason instanceof FolderInUse, String(start.reason));
});

test("a lock and a pid file whose pid is another program's by now do not keep anybody out", async (t) => {
  const dir = await temporaryFolder(t);
  await (await startEmbeddedPostgres({ dir, settings })).stop();
  const bystander = spawn("sleep", ["60"], { stdio: "ignore" });
  defer(t, () => bystander.kill());
  const { namespace } = await identify(process.pid);
  await writeFile(join(dir, "lock/7"), JSON.stringify({ pid: bystander.pid, started: "an earlier boot:1", namespace }));
  await writeFile(join(dir, "data/postmaster.pid"), `${bystander.pid}\n${join(dir, "data")}\n1\n5432\n${dir}/run\n\n\nready   \n`);
  await (await startEmbeddedPostgres({ dir, settings })).stop();
  assert.equal(signalable(bystander.pid!), true);
});

test("a stop leaves no processes, frees the folder, and may be called twice", async (t) => {
  const dir = await temporaryFolder(t);
  const server = await startEmbeddedPostgres({ dir, settings });
  const postmaster = await postmasterOf(dir);
  await Promise.all([server.stop(), server.stop()]);
  assert.ok(await hasEnded(postmaster));
  assert.deepEqual(
    (await readdir(dir)).filter((name) => name.startsWith("server.lock")),
    [],
  );
});

test("a first start that was interrupted is begun again", async (t) => {
  const dir = await temporaryFolder(t);
  await mkdir(join(dir, "data.partial-1"));
  await writeFile(join(dir, "data.partial-1/PG_VERSION"), "18");
  await (await startEmbeddedPostgres({ dir, settings })).stop();
  assert.equal((await readdir(dir)).includes("data.partial-1"), false);
});

test("data of another version, damaged data and a missing password are refused, each with the path and what to do", async (t) => {
  const dir = await temporaryFolder(t);
  await (await startEmbeddedPostgres({ dir, settings })).stop();
  const refused = (code: string, words: RegExp) =>
    assert.rejects(startEmbeddedPostgres({ dir, settings }), (error) => {
      assert.ok(error instanceof BackingError, String(error));
      assert.equal(error.code, code, error.message);
      assert.match(error.message, words);
      return error.message.includes(dir) && !error.message.includes("\n");
    });

  await writeFile(join(dir, "data/PG_VERSION"), "14\n");
  await refused("data_version", /PostgreSQL 14 and this is 18/);
  await rm(join(dir, "data/PG_VERSION"));
  await refused("data_corrupt", /restore a backup/);
  await writeFile(join(dir, "data/PG_VERSION"), "18\n");
  await rm(join(dir, "password"));
  await refused("data_corrupt", /password is missing/);
  await writeFile(join(dir, "password"), "anything");
  await truncate(join(dir, "data/global/pg_control"), 100);
  await refused("data_corrupt", /restore a backup/);
});

test("a file in the place of the folder is refused", async (t) => {
  const dir = join(await temporaryFolder(t), "file");
  await writeFile(dir, "");
  await assert.rejects(startEmbeddedPostgres({ dir, settings }), { name: "BackingError", code: "folder_unwritable" });
});

test("the terminal's Ctrl-C does not reach PostgreSQL: it is in a session of its own", {
  skip: process.platform !== "linux",
}, async (t) => {
  const dir = await temporaryFolder(t);
  const server = await startEmbeddedPostgres({ dir, settings });
  defer(t, () => server.stop());
  const postmaster = await postmasterOf(dir);
  const [, , processGroup, session] = (await readFile(`/proc/${postmaster}/stat`, "utf8")).split(") ")[1]!.split(" ");
  assert.deepEqual([processGroup, session], [String(postmaster), String(postmaster)]);
});

test("a lock from another container holds while its PostgreSQL listens, and is taken over when it does not", async (t) => {
  const dir = await temporaryFolder(t);
  const { child, postmaster } = await holder(t, dir);
  const elsewhere = JSON.stringify({ ...(await identify(child.pid!)), namespace: "pid:[1]" });
  await writeFile(join(dir, "lock/7"), elsewhere);
  await assert.rejects(startEmbeddedPostgres({ dir, settings }), { code: "folder_in_use", message: /another container/ });
  await kill(child);
  await until("PostgreSQL to end", () => hasEnded(postmaster));
  await (await startEmbeddedPostgres({ dir, settings })).stop();
});

test("a PostgreSQL that is killed is started again under the same address, and keeps what was committed", async (t) => {
  const dir = await temporaryFolder(t);
  const lines: string[] = [];
  const server = await startEmbeddedPostgres({ dir, settings, log: (line) => void lines.push(line) });
  defer(t, () => server.stop());
  await query(server.url, "create table survived as select 11 as n");
  process.kill(await postmasterOf(dir), "SIGKILL");
  const answers = () =>
    query(server.url, "select n from survived").then(
      (rows) => rows.length === 1,
      () => false,
    );
  await until("PostgreSQL to end", async () => lines.some((line) => line.includes("ended unexpectedly")));
  await until("PostgreSQL to answer again", answers, 60_000);
  assert.match(lines.at(-1)!, /answers again after \d+\.\d s/);
});

test("a PostgreSQL that is killed is started again though a process of it does not end by itself", {
  skip: process.platform !== "linux",
}, async (t) => {
  const dir = await temporaryFolder(t);
  const lines: string[] = [];
  const server = await startEmbeddedPostgres({ dir, settings, log: (line) => void lines.push(line) });
  defer(t, () => server.stop());
  const client = new pg.Client({ connectionString: server.url });
  client.on("error", () => {});
  defer(t, () => client.end().catch(() => {}));
  await client.connect();
  const { pid } = (await client.query("select pg_backend_pid() as pid")).rows[0];
  process.kill(pid, "SIGSTOP");
  // A process that stands still holds the shared memory, as one does that waits for a lock whose holder is gone.
  defer(t, () => void (signalable(pid) && process.kill(pid, "SIGKILL")));
  process.kill(await postmasterOf(dir), "SIGKILL");
  await until("PostgreSQL to answer again", async () => lines.some((line) => line.includes("answers again")), 20_000);
  assert.ok(await hasEnded(pid));
  assert.ok(lines.some((line) => line.includes("did not end by themselves")));
});

test("a PostgreSQL that cannot be started again is told of once, and a stop still ends in order", async (t) => {
  const dir = await temporaryFolder(t);
  const lost: Error[] = [];
  const server = await startEmbeddedPostgres({ dir, settings, onLost: (error) => void lost.push(error) });
  const postmaster = await postmasterOf(dir);
  await truncate(join(dir, "data/global/pg_control"), 100);
  process.kill(postmaster, "SIGKILL");
  await until("the loss to be told", () => lost.length > 0, 60_000);
  assert.match(lost[0]!.message, /damaged .*restore a backup/);
  await server.stop();
  assert.equal(lost.length, 1);
});
