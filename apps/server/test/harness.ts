/** Starts servers for the tests of the whole: in this process, or as child processes that can be killed. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createLogger } from "@oneheart/kernel";
import { createTestDatabase, newPhotograph, type Person, type Programme, register, takenAt, until } from "@oneheart/testing";
import { loadServerSettings, type RunningServer, startServer } from "../src/index.ts";

export const adminPassword = "an administrator for tests";

/** A server as `npm start` runs it. */
export interface Child {
  process: ChildProcess;
  url: string;
  output(): string;
  /** Sends a signal and waits for the end; answers the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The server's main program. */
export const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const base = {
  NODE_ENV: "test",
  HOST: "127.0.0.1",
  DEMO: "off",
  DEMO_ACTIONS: "0",
  RATE_LIMITS: "off",
  LOG_LEVEL: "warn",
  ADMIN_PASSWORD: adminPassword,
};

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Runs the server's main program (by way of other commands, if any) and resolves when it is ready. Rejects with its output when it ends before. */
export async function spawnServer(environment: Record<string, string>, prefix: readonly string[] = []): Promise<Child> {
  const { child, output } = launch(environment, prefix);
  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const match = /ready at (http:\S+)/.exec(line);
      if (match) resolve(match[1]!);
    });
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the server ended with ${code}:\n${output()}`);
  });
  const url = await Promise.race([ready, ended]);
  ended.catch(() => {});
  if (process.env.SHOW_SERVERS) child.once("exit", (code, signal) => console.error(`server ended with ${code ?? signal}:\n${output()}`));
  return {
    process: child,
    url,
    output,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, "exit");
      child.kill(signal);
      return (await exit)[0] as number | null;
    },
  };
}

let startedOnce: Promise<string> | undefined;

/**
 * Makes a folder with the data of a server that was started before. A first start, which makes the database, takes twice as long, and few
 * tests are about it: it is done once for each process of tests.
 */
export async function copyStartedData(data: string): Promise<string> {
  startedOnce ??= startOnce();
  await mkdir(dirname(data), { recursive: true });
  // PostgreSQL's files belong to the user that it runs as.
  execFileSync("cp", ["-a", await startedOnce, data]);
  return data;
}

async function startOnce(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "oneheart-started-"));
  process.once("exit", () => rmSync(dir, { recursive: true, force: true }));
  const data = join(dir, "data");
  const child = await spawnServer({ DATA_DIR: data, PORT: "0" });
  await child.end("SIGTERM");
  await untilEnded(data);
  return data;
}

/** Waits until every process whose command line names the folder has ended: an embedded PostgreSQL and what watches it. */
export async function untilEnded(dir: string): Promise<void> {
  const lines = () => execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  await until(
    async () => lines().filter((line) => line.includes(dir) && !line.includes("ps -eo")),
    (left) => left.length === 0,
    "every process to end",
  );
}

/** Removes a folder. The PostgreSQL of a server that was killed still writes there for a moment. */
export async function removeData(dir: string): Promise<void> {
  await untilEnded(dir);
  await rm(dir, { recursive: true, force: true });
}

/** Runs the server's main program to its end. */
export async function runServer(environment: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { child, output } = launch(environment);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output: output() };
}

function launch(environment: Record<string, string>, prefix: readonly string[] = []): { child: ChildProcess; output: () => string } {
  const inherited = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  };
  const [file = process.execPath, ...args] = [...prefix, process.execPath, main];
  const child = spawn(file, args, { env: { ...inherited, ...base, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  child.stdout!.on("data", (chunk) => (text += chunk));
  child.stderr!.on("data", (chunk) => (text += chunk));
  return { child, output: () => text };
}

/** A server in this process, on a database of its own. */
export async function serveHere(): Promise<{ server: RunningServer; databaseUrl: string; ownerUrl: string; stop(): Promise<void> }> {
  const database = await createTestDatabase();
  const dir = await mkdtemp(join(tmpdir(), "oneheart-here-"));
  const settings = loadServerSettings({ ...base, DATABASE_URL: database.url, DATA_DIR: dir, PORT: "0" });
  const server = await startServer(settings, { log: createLogger({ level: "silent" }) });
  return {
    server,
    databaseUrl: database.url,
    ownerUrl: database.ownerUrl,
    async stop() {
      await server.stop();
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

let taken = 0;

/** Registers somebody who hands in one photograph that nobody handed in before. */
export async function playerHandsIn(url: string, programme: Programme, name = `player_${process.pid}_${taken}`) {
  const person = await register(url, name);
  return { person, ...(await handIn(person, programme)) };
}

/** One more quest of this person, with a file of its own. */
export async function handIn(person: Person, { missionId, photographs }: Programme) {
  taken += 1;
  const photograph = await newPhotograph(photographs[taken % photographs.length]!);
  const capturedAt = new Date();
  return person.doQuest(missionId, { ...photograph, bytes: takenAt(photograph, capturedAt), capturedAt });
}
