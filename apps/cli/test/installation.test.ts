import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@oneheart/backing";
import { createLogger, StartError } from "@oneheart/kernel";
import { migrateDatabase } from "@oneheart/server";
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
  assert.deepEqual(await lastLine(), [1, "checked 7 of 7: no findings"]);
  const server = await startEmbeddedPostgres({ dir });
  try {
    assert.deepEqual(await lastLine(), [1, "checked 7 of 7: no findings"]);
  } finally {
    await server.stop();
  }
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
