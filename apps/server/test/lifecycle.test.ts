import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { playerContract } from "@oneheart/contracts";
import { logIn, register, until } from "@oneheart/testing";
import { type Child, copyStartedData, freePort, main, removeData, runServer, spawnServer, untilEnded } from "./harness.ts";

const repository = fileURLToPath(new URL("../../../", import.meta.url));
/** `script` of util-linux gives a terminal. */
const noScript = spawnSync("script", ["--version"]).stdout?.includes("util-linux") !== true;

/** The server whose data this is: its embedded PostgreSQL is its child. Other tests' servers have the same command line. */
async function serverOf(data: string): Promise<number> {
  const postmaster = (await readFile(join(data, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]!;
  return Number(execFileSync("ps", ["-o", "ppid=", "-p", postmaster], { encoding: "utf8" }));
}

describe("npm start", () => {
  let dir: string;
  let child: Child | undefined;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "oneheart-start-"));
  });
  afterEach(async () => {
    await child?.end("SIGKILL");
    child = undefined;
  });
  after(() => removeData(dir));

  const oneLine = (output: string, words: RegExp) => {
    assert.match(output, words);
    assert.doesNotMatch(output, /\n\s+at /, "no stack trace");
  };

  it("loads the demonstration once, prints its accounts, generates the administrator's password once, and keeps the data", async () => {
    const environment = { DATA_DIR: join(dir, "demo"), PORT: "0", DEMO: "on", ADMIN_PASSWORD: undefined as unknown as string };
    child = await spawnServer(environment);
    const first = await until(
      async () => child!.output(),
      (text) => text.includes("government"),
      "the banner",
    );
    const admin = /admin \/ (\S+)/.exec(first)?.[1];
    const demonstration = /password (\S+)/.exec(first)?.[1];
    assert.ok(admin && demonstration);
    assert.match(first, /\/docs/);
    assert.ok(first.indexOf("admin / ") < first.indexOf("is ready at"), "told before anything can fail");
    await logIn(child.url, "admin", admin);
    const mali = await logIn(child.url, "mali", demonstration);
    assert.equal(await child.end("SIGTERM"), 0);
    await untilEnded(join(dir, "demo"));

    child = await spawnServer({ ...environment, ADMIN_PASSWORD: "set when it is too late" });
    const second = await until(
      async () => child!.output(),
      (text) => text.includes("government"),
      "the banner",
    );
    assert.doesNotMatch(second, /admin \//);
    assert.match(second, /ADMIN_PASSWORD has no effect/);
    assert.equal((await logIn(child.url, "mali", demonstration)).id, mali.id);
    await logIn(child.url, "admin", admin);
  });

  it("finishes the request under way on SIGTERM and leaves no PostgreSQL behind", async () => {
    child = await spawnServer({ DATA_DIR: await copyStartedData(join(dir, "drain")), PORT: "0" });
    const pending = register(child.url, "last_moment");
    await new Promise((resolve) => setTimeout(resolve, 5));
    const code = await child.end("SIGTERM");
    assert.equal((await pending).name, "last_moment");
    assert.equal(code, 0);
    await untilEnded(join(dir, "drain"));
  });

  it("leaves no PostgreSQL behind after kill -9 either, and starts again on the same data", async () => {
    const environment = { DATA_DIR: await copyStartedData(join(dir, "killed")), PORT: "0" };
    child = await spawnServer(environment);
    const person = await register(child.url, "kept");
    await child.end("SIGKILL");
    await untilEnded(join(dir, "killed"));
    child = await spawnServer(environment);
    const again = await logIn(child.url, "kept", "a walk through the old town");
    assert.equal((await again.call(playerContract.operations.getPlayer, { id: "me" })).id, person.id);
  });

  it("goes on when its terminal vanishes, and ends on SIGTERM", { skip: noScript }, async () => {
    const data = await copyStartedData(join(dir, "terminal"));
    // Its own session: a process of the terminal's session is told by a signal and ends.
    const command = `exec setsid -w ${process.execPath} ${main}`;
    const environment = { ...process.env, DATA_DIR: data, PORT: "0", HOST: "127.0.0.1", DEMO: "off", ADMIN_PASSWORD: "of the terminal" };
    const terminal = spawn("script", ["-qfec", command, "/dev/null"], { env: environment, stdio: ["ignore", "pipe", "ignore"] });
    let output = "";
    terminal.stdout.on("data", (chunk) => (output += chunk));
    const shown = await until(
      async () => output,
      (text) => text.includes("/docs"),
      "the banner",
    );
    const url = /ready at (http:\S+)/.exec(shown)![1];
    assert.match(shown, /\d\d:\d\d:\d\d INFO/, "log lines are readable in a terminal");
    terminal.kill("SIGKILL");
    // Each request writes a line, to nobody.
    for (let count = 0; count < 5; count++) assert.equal((await fetch(`${url}/health`)).status, 200);
    process.kill(await serverOf(data), "SIGTERM");
    await untilEnded(data);
  });

  for (const signal of ["SIGTERM", "SIGKILL"] as const)
    it(`leaves nothing behind when npm itself gets ${signal}`, async () => {
      const data = await copyStartedData(join(dir, `npm-${signal}`));
      const environment = { ...process.env, DATA_DIR: data, PORT: "0", HOST: "127.0.0.1", DEMO: "off", ADMIN_PASSWORD: "of npm's tests" };
      const npm = spawn("npm", ["start"], { cwd: repository, env: environment, stdio: ["ignore", "pipe", "inherit"] });
      let output = "";
      npm.stdout.on("data", (chunk) => (output += chunk));
      const shown = await until(
        async () => output,
        (text) => text.includes("ready at"),
        "the banner",
      );
      npm.kill(signal);
      await untilEnded(data);
      await assert.rejects(fetch(`${/ready at (http:\S+)/.exec(shown)![1]}/health`));
    });

  it("refuses a taken port", async () => {
    const port = await freePort();
    const holder = createServer().listen(port, "127.0.0.1");
    try {
      const { code, output } = await runServer({ DATA_DIR: join(dir, "port"), PORT: String(port) });
      assert.equal(code, 1);
      oneLine(output, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken`));
    } finally {
      holder.close();
    }
  });

  it("refuses a folder that it cannot use", async () => {
    const file = join(dir, "a-file");
    await writeFile(file, "");
    const { code, output } = await runServer({ DATA_DIR: join(file, "below"), PORT: "0" });
    assert.equal(code, 1);
    oneLine(output, /DATA_DIR .* cannot be written to/);
    const locked = join(dir, "locked");
    await mkdir(locked);
    await chmod(locked, 0o500);
    if (process.getuid?.() !== 0) oneLine((await runServer({ DATA_DIR: locked, PORT: "0" })).output, /cannot be written to/);
  });

  it("refuses a folder that another server uses", async () => {
    child = await spawnServer({ DATA_DIR: await copyStartedData(join(dir, "shared")), PORT: "0" });
    const { code, output } = await runServer({ DATA_DIR: join(dir, "shared"), PORT: "0" });
    assert.equal(code, 1);
    oneLine(output, /in use/i);
  });

  it("refuses a database that is not there", async () => {
    const { code, output } = await runServer({
      DATA_DIR: join(dir, "nodb"),
      PORT: "0",
      DATABASE_URL: `postgres://u:secret@127.0.0.1:${await freePort()}/x`,
    });
    assert.equal(code, 1);
    oneLine(output, /Cannot reach PostgreSQL at 127\.0\.0\.1/);
    assert.ok(!output.includes("secret"));
  });

  it("refuses backing services that do not answer, each with its setting in one line", async () => {
    const environment = { DATA_DIR: join(dir, "away"), PORT: "0" };
    const redis = await runServer({ ...environment, REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
    assert.equal(redis.code, 1);
    oneLine(redis.output, /^REDIS_URL: the cache cannot be used \(.*\)\.$/m);
    const credentials = { AWS_ACCESS_KEY_ID: "none", AWS_SECRET_ACCESS_KEY: "none" };
    const objects = `s3://nowhere?endpoint=http://127.0.0.1:${await freePort()}`;
    const store = await runServer({ ...environment, ...credentials, OBJECTS_URL: objects });
    assert.equal(store.code, 1);
    oneLine(store.output, /^OBJECTS_URL: the objects cannot be used \(.*\)\.$/m);
    for (const { output } of [redis, store]) assert.equal(output.trim().split("\n").length, 1, output);
  });

  it("reports every wrong setting at once", async () => {
    const { code, output } = await runServer({ PORT: "x", LOG_LEVEL: "y" });
    assert.equal(code, 1);
    oneLine(output, /^ {2}PORT: /m);
    oneLine(output, /^ {2}LOG_LEVEL: /m);
  });

  it("refuses a service that does not exist", async () => {
    const { code, output } = await runServer({ SERVICES: "all,quests" });
    assert.equal(code, 1);
    oneLine(output, /SERVICES/);
  });
});
