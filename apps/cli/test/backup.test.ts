import assert from "node:assert/strict";
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { proofContract, tokenContract } from "@oneheart/contracts";
import { createLogger, StartError } from "@oneheart/kernel";
import { loadServerSettings, type RunningServer, startServer } from "@oneheart/server";
import { logIn, newPhotograph, openProgramme, type Person, questReaches, register, takenAt } from "@oneheart/testing";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { createArchive } from "../src/backup/archive.ts";
import { backupCommand } from "../src/backup/command.ts";
import { MANIFEST, type Manifest } from "../src/backup/format.ts";
import { sealed } from "../src/backup/seal.ts";
import { restoreCommand } from "../src/restore/command.ts";
import { readBackup } from "../src/restore/read.ts";
import { recorder } from "./support.ts";

const adminPassword = "an administrator for tests";

function serve(dataDir: string): Promise<RunningServer> {
  const settings = { NODE_ENV: "test", DATA_DIR: dataDir, PORT: "0", DEMO: "off", RATE_LIMITS: "off", ADMIN_PASSWORD: adminPassword };
  return startServer(loadServerSettings(settings), { log: createLogger({ level: "silent" }) });
}

/** What a person would miss: their balances, their transfers, and the picture that they sent. */
async function seenBy(person: Person, proof_id: string) {
  const { operations } = tokenContract;
  const proof = await person.call(proofContract.operations.getProof, { id: proof_id });
  return {
    balance: await person.call(operations.getBalance, {}),
    history: await person.call(operations.tokenHistory, {}),
    // Links are signed anew each time.
    proof: { ...proof, media_url: undefined, thumbnail_url: undefined, picture_url: undefined },
  };
}

describe("a backup of a running installation", () => {
  let folder: string;
  let server: RunningServer;
  let identityFile: string;
  let file: string;
  let recipient: string;
  let proofId: string;
  let expected: Awaited<ReturnType<typeof seenBy>>;

  const inFolder = (name: string) => join(folder, name);
  const restoring = async (dataDir: string, backup: string) => {
    process.env.DATA_DIR = dataDir;
    const terminal = recorder();
    return { code: await restoreCommand([backup, "--identity", identityFile], terminal), terminal };
  };
  const refused = async (dataDir: string, backup: string, words: RegExp) => {
    await assert.rejects(restoring(dataDir, backup), (error) => {
      assert.ok(error instanceof StartError, String(error));
      assert.match(error.message, words);
      return true;
    });
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "oneheart-backup-"));
    server = await serve(inFolder("first"));
    const programme = await openProgramme(server.url, adminPassword);
    const [giver, taker] = [await register(server.url, "giver"), await register(server.url, "taker")];
    const photograph = await newPhotograph(programme.photographs[0]!);
    const capturedAt = new Date();
    const sent = await giver.doQuest(programme.missionId, { ...photograph, bytes: takenAt(photograph, capturedAt), capturedAt });
    proofId = sent.proofId;
    await questReaches(giver, sent.questId, "completed");
    await giver.call(tokenContract.operations.transferTokens, { to: taker.id, amount: 3, memo: "ünï \\N \\. \\t" });
    expected = await seenBy(giver, proofId);

    const identity = await generateX25519Identity();
    recipient = await identityToRecipient(identity);
    identityFile = inFolder("key.txt");
    await writeFile(identityFile, `# created for a test\n${identity}\n`);
    file = inFolder("one.backup");
    process.env.DATA_DIR = inFolder("first");
    delete process.env.DATABASE_URL;
    // Somebody moves tokens all the time: whatever moment the backup shows, the audit of the restored ledger has no findings.
    let stopped = false;
    const load = (async () => {
      while (!stopped) await taker.call(tokenContract.operations.transferTokens, { to: giver.id, amount: 1 }).catch(() => undefined);
    })();
    const terminal = recorder();
    assert.equal(await backupCommand([file, "--recipient", recipient], terminal), 0);
    stopped = true;
    await load;
    assert.match(terminal.lines.at(-1)!, /rows, \d+ objects, [\d,]+ bytes/);
  });
  after(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("is a file for its owner alone, without a readable word in it, and replaces none", async () => {
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const bytes = await readFile(file);
    for (const word of ["giver", "manifest", "players"]) assert.ok(!bytes.includes(word), word);
    await assert.rejects(backupCommand([file, "--recipient", recipient], recorder()), /exists already/);
    await assert.rejects(backupCommand([inFolder("plain.backup")], recorder()), /is encrypted/);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.includes("partial")),
      [],
    );
  });

  it("makes the same installation again in an empty folder, and the audit finds nothing", async () => {
    const { code, terminal } = await restoring(inFolder("second"), file);
    assert.equal(code, 0, terminal.lines.join("\n"));
    assert.match(terminal.lines.at(-1)!, /no findings/);
    const again = await serve(inFolder("second"));
    try {
      const giver = await logIn(again.url, "giver", "a walk through the old town");
      const seen = await seenBy(giver, proofId);
      assert.deepEqual(seen.proof, expected.proof);
      assert.ok(seen.history.items.length >= expected.history.items.length);
      const fetched = await fetch(new URL((await giver.call(proofContract.operations.getProof, { id: proofId })).media_url!, again.url));
      assert.equal(fetched.status, 200);
      assert.ok((await fetched.arrayBuffer()).byteLength > 10_000);
      // Sequences and triggers are as they were: the restored one goes on.
      await giver.call(tokenContract.operations.transferTokens, {
        to: (await logIn(again.url, "taker", "a walk through the old town")).id,
        amount: 1,
      });
    } finally {
      await again.stop();
    }
    process.env.DATA_DIR = inFolder("second");
    await refused(inFolder("second"), file, /holds a database already/);
  });

  it("does not open with another key, when a byte of it is changed, or when its end is missing; nothing is made then", async () => {
    const other = inFolder("other.txt");
    await writeFile(other, await generateX25519Identity());
    process.env.DATA_DIR = inFolder("third");
    await assert.rejects(restoreCommand([file, "--identity", other], recorder()), /does not open with this passphrase or key/);
    const { size } = await stat(file);
    for (const at of [3, 120, 400, Math.floor(size / 2), size - 1]) {
      const spoiled = inFolder("spoiled.backup");
      await copyFile(file, spoiled);
      const handle = await open(spoiled, "r+");
      const byte = Buffer.alloc(1);
      await handle.read(byte, 0, 1, at);
      await handle.write(Buffer.from([byte[0]! ^ 1]), 0, 1, at);
      await handle.close();
      await refused(inFolder("third"), spoiled, /damaged|no backup|does not open/);
    }
    await copyFile(file, inFolder("short.backup"));
    await truncate(inFolder("short.backup"), size - 70_000);
    await refused(inFolder("third"), inFolder("short.backup"), /damaged or incomplete/);
    await assert.rejects(stat(inFolder("third")), { code: "ENOENT" });
  });

  it("is refused beside another master key, by an older OneHeart, and when its counts are wrong", async () => {
    process.env.MASTER_KEY = Buffer.alloc(32, 1).toString("base64");
    await refused(inFolder("fourth"), file, /master key here is not the one/).finally(() => delete process.env.MASTER_KEY);
    const secrets = { identities: [(await readFile(identityFile, "utf8")).split("\n")[1]!] };
    const { manifest, items } = await readBackup(file, secrets);
    await items.return({} as never);
    const forge = async (name: string, change: Partial<Manifest>, rows: Record<string, number>) => {
      const archive = createArchive();
      const bytes = sealed(archive.stream, { recipients: [recipient] });
      await archive.add(MANIFEST, Buffer.from(JSON.stringify({ ...manifest, ...change })));
      await archive.finish({ rows, objects: 0 });
      await writeFile(inFolder(name), await bytes);
      return inFolder(name);
    };
    const newer = [...manifest.migrations, { owner: "quest", name: "9999-later.sql", checksum: "0" }];
    const none = Object.fromEntries(manifest.tables.map(({ schema, name }) => [`${schema}.${name}`, 0]));
    await refused(inFolder("fourth"), await forge("newer.backup", { migrations: newer }, none), /made by a newer OneHeart/);
    await refused(inFolder("fourth"), await forge("format.backup", { format: 2 as never }, none), /reads format 1/);
    await refused(inFolder("fourth"), await forge("counts.backup", {}, { ...none, "own.players": 1 }), /has 0 rows instead of 1/);
    await assert.rejects(stat(inFolder("fourth")), { code: "ENOENT" });
  });

  it("is opened by the passphrase that closed it", async () => {
    const passphrase = inFolder("passphrase");
    await writeFile(passphrase, "correct horse battery staple\n");
    process.env.DATA_DIR = inFolder("first");
    const byPassphrase = inFolder("two.backup");
    assert.equal(await backupCommand([byPassphrase, "--passphrase-file", passphrase], recorder()), 0);
    await writeFile(inFolder("wrong"), "incorrect horse battery");
    process.env.DATA_DIR = inFolder("fifth");
    await assert.rejects(restoreCommand([byPassphrase, "--passphrase-file", inFolder("wrong")], recorder()), /does not open/);
    assert.equal(await restoreCommand([byPassphrase, "--passphrase-file", passphrase], recorder()), 0);
  });
});
