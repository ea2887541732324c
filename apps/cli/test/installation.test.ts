import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { createLogger, newId, openDatabase, StartError } from "@oneheart/kernel";
import { migrateDatabase } from "@oneheart/server";
import { sql } from "kysely";
import { adminPasswordCommand } from "../src/admin-password.ts";
import { UsageError } from "../src/arguments.ts";
import { auditCommand } from "../src/audit/command.ts";
import { openLog, recorder, settingsWith, temporaryFolder } from "./support.ts";

let folder: { path: string; remove(): Promise<void> };
before(async () => {
  folder = await temporaryFolder();
  process.env.DATA_DIR = folder.path;
});
after(() => folder?.remove());

const lastLine = async () => {
  const terminal = recorder();
  assert.equal(await auditCommand([], terminal), 0);
  return [terminal.warnings.length, terminal.lines.at(-1)];
};

it("the embedded database is audited beside the server that runs on it, and when none runs; none is made where there is none", async () => {
  await assert.rejects(auditCommand([], recorder()), (error) => error instanceof StartError && /no database/.test(error.message));
  const dir = `${folder.path}/postgres`;
  await migrateDatabase(settingsWith({ DATA_DIR: folder.path }), createLogger({ level: "silent" }));
  assert.deepEqual(await lastLine(), [1, "checked 9 of 9: no findings"]);
  const server = await startEmbeddedPostgres({ dir });
  try {
    assert.deepEqual(await lastLine(), [1, "checked 9 of 9: no findings"]);
  } finally {
    await server.stop();
  }
});

it("an administrator gets a new password beside the server that runs, and nobody else does", async () => {
  const errors: string[] = [];
  const lines: string[] = [];
  const [error, log] = [console.error, console.log];
  console.error = (line: string) => errors.push(line);
  console.log = (line: string) => lines.push(line);
  const server = await startEmbeddedPostgres({ dir: `${folder.path}/postgres` });
  const { db, close } = openDatabase(server.url, { max: 1, application_name: "test" });
  try {
    assert.equal(await adminPasswordCommand([]), 1);
    await sql`INSERT INTO accounts (id, username, username_key, email_sealed, email_hash, password_hash, role, created_at)
      VALUES (${newId()}, 'admin', 'admin', 'sealed', 'hash', '$argon2id$forgotten', 'admin', now())`.execute(db);
    assert.equal(await adminPasswordCommand(["nobody"]), 1);
    assert.equal(await adminPasswordCommand([]), 0);
    const { rows } = await sql<{ password_hash: string; guess_epoch: number }>`SELECT password_hash, guess_epoch FROM accounts`.execute(db);
    assert.match(rows[0]!.password_hash, /^\$argon2id\$v=19/);
    assert.equal(rows[0]!.guess_epoch, 1);
  } finally {
    Object.assign(console, { error, log });
    await close();
    await server.stop();
  }
  assert.deepEqual(errors, ["There is no administrator yet: start the server.", 'No administrator is called "nobody".']);
  assert.match(lines[0]!, /^Administrator: admin \/ \w{20}$/);
  await assert.rejects(adminPasswordCommand(["one", "two"]), UsageError);
});

it("a database that lacks tables is not audited in part", async () => {
  const log = await openLog();
  const audit = auditCommand(["--database-url", log.url], recorder());
  await assert.rejects(audit, (error) => error instanceof StartError && /oneheart migrate/.test(error.message)).finally(log.drop);
});

it("the program ends with 2 when it is called in a way that it does not understand", async () => {
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
  const { code, stderr } = await new Promise<{ code: number; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [main, "verify", "--nothing"], (_, __, stderr) =>
      resolve({ code: child.exitCode ?? -1, stderr }),
    );
  });
  assert.equal(code, 2);
  assert.match(stderr, /^Unknown option '--nothing'/);
});
