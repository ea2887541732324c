import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { appendFile, cp, readdir, readFile, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { createCosigner, formatVerifierKey, signBy } from "@oneheart/tlog";
import { sql } from "kysely";
import { UsageError } from "../src/arguments.ts";
import { snapshotCommand } from "../src/snapshot/command.ts";
import { SnapshotError } from "../src/snapshot/layout.ts";
import { formatManifest, parseManifest } from "../src/snapshot/manifest.ts";
import { writeSnapshot } from "../src/snapshot/write.ts";
import { verifyCommand } from "../src/verify/command.ts";
import { type BankCopy, DAY_1, DAY_2, mintAndSeal, openLog, recorder, serveLog, temporaryFolder, VERIFIER_KEY } from "./support.ts";

async function verify(place: string, ...options: string[]): Promise<{ code: number; lines: string[]; warnings: string[] }> {
  const terminal = recorder();
  const code = await verifyCommand([place, ...options], terminal);
  return { code, ...terminal };
}

const withKey = ["--key", VERIFIER_KEY];

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Makes the manifest say what is in the folder now, as whoever altered it would. */
async function coverUp(folder: string): Promise<void> {
  const manifest = parseManifest(await readFile(join(folder, "manifest.json"), "utf8"));
  const paths = (await filesIn(folder)).filter((path) => path !== "manifest.json").sort();
  const files = await Promise.all(
    paths.map(async (path) => {
      const bytes = await readFile(join(folder, path));
      return { path, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
    }),
  );
  await writeFile(join(folder, "manifest.json"), formatManifest({ ...manifest, files }));
}

describe("snapshots", () => {
  let log: BankCopy;
  let out: { path: string; remove(): Promise<void> };
  let first: string;
  let second: string;
  before(async () => {
    [log, out] = await Promise.all([openLog(), temporaryFolder()]);
    // Twice, and from two digits to three: the newest checkpoint of the day counts.
    await mintAndSeal(log.db, "ann", 90, DAY_1);
    await mintAndSeal(log.db, "ann", 200, DAY_1);
    const options = { out: out.path, verifierKeys: [VERIFIER_KEY] };
    first = (await writeSnapshot(log.db, { ...options, day: "2026-03-01" })).folder;
    await mintAndSeal(log.db, "ben", 300, DAY_2);
    second = (await writeSnapshot(log.db, { ...options, day: "2026-03-02" })).folder;
  });
  after(async () => {
    await log?.drop();
    await out?.remove();
  });

  /** What verify says of a copy of the second day that was altered. */
  async function altered(change: (folder: string) => Promise<unknown>): Promise<{ code: number; lines: string[] }> {
    const copy = await temporaryFolder();
    try {
      await cp(second, copy.path, { recursive: true });
      await change(copy.path);
      return await verify(copy.path, ...withKey);
    } finally {
      await copy.remove();
    }
  }

  it("a day holds what is new, continues the day before, and verifies with the key alone", async () => {
    assert.deepEqual((await verify(first, ...withKey)).lines, [
      "checked 290 of 290 entries, every tile, the signed root, 9 files, from the first entry on, the log is oneheart.local/ledger",
    ]);
    const said = await verify(second, ...withKey);
    assert.deepEqual([said.code, said.warnings], [0, []]);
    assert.match(said.lines.at(-1)!, /^checked 300 of 300 entries, .*continuing the checkpoint of 290 entries/);
    const rows = (await readFile(join(second, "entries.csv"), "utf8")).trimEnd().split("\r\n");
    const lines = (await readFile(join(second, "entries.jsonl"), "utf8")).trimEnd().split("\n");
    assert.deepEqual([rows.length, lines.length], [301, 300]);
    assert.match(rows[1]!, /^"290","0",/);
    assert.equal(JSON.parse(lines[299]!).leaf_index, 589);
    assert.deepEqual((await readdir(out.path)).sort(), ["2026-03-01", "2026-03-02"]);
  });

  it("two operators who copy the same day get the same bytes", async () => {
    const again = await temporaryFolder();
    try {
      const options = { out: again.path, day: "2026-03-01", verifierKeys: [VERIFIER_KEY] };
      const { folder } = await writeSnapshot(log.db, options);
      for (const file of await filesIn(first))
        assert.deepEqual(await readFile(join(folder, file)), await readFile(join(first, file)), file);
    } finally {
      await again.remove();
    }
  });

  it("a changed, missing or added file is named, whichever it is", async () => {
    const files = await filesIn(second);
    assert.ok(files.length >= 12, files.join(" "));
    for (const file of files.filter((path) => path !== "manifest.json")) {
      const changed = await altered(async (folder) => {
        const bytes = await readFile(join(folder, file));
        bytes[bytes.length >> 1]! ^= 1;
        await writeFile(join(folder, file), bytes);
      });
      assert.ok(
        changed.code === 1 && changed.lines.includes(`FINDING: ${file}: not the content that the manifest says`),
        `changed ${file}`,
      );
      const missing = await altered((folder) => unlink(join(folder, file)));
      assert.ok(missing.code === 1 && missing.lines.includes(`FINDING: ${file}: in the manifest, but not there`), `missing ${file}`);
    }
    const added = await altered((folder) => writeFile(join(folder, "tile", "more"), ""));
    assert.deepEqual([added.code, added.lines[0]], [1, "FINDING: tile/more: not in the manifest"]);
    const linked = await altered(async (folder) => {
      await rename(join(folder, "entries.csv"), `${folder}.csv`);
      await symlink(`${folder}.csv`, join(folder, "entries.csv"));
    });
    assert.deepEqual([linked.code, linked.lines[0]], [1, "FINDING: entries.csv: not a plain file"]);
  });

  it("a manifest that covers a change up does not help", async () => {
    for (const file of (await filesIn(second)).filter((path) => path !== "manifest.json")) {
      const said = await altered(async (folder) => {
        const bytes = await readFile(join(folder, file));
        bytes[bytes.length >> 1]! ^= 1;
        await writeFile(join(folder, file), bytes);
        await coverUp(folder);
      });
      assert.equal(said.code, 1, `${file}: ${said.lines.join("; ")}`);
    }
  });

  it("an entry changed everywhere in the folder is named", async () => {
    const said = await altered(async (folder) => {
      for (const file of ["tile/entries/001", "entries.csv", "entries.jsonl"]) {
        const text = (await readFile(join(folder, file))).toString("latin1");
        const at = text.lastIndexOf("test:mint");
        await writeFile(join(folder, file), `${text.slice(0, at)}test:milk${text.slice(at + 9)}`, "latin1");
      }
      await coverUp(folder);
    });
    assert.deepEqual([said.code, said.lines[0]], [1, "FINDING: entry 511 is not the entry that was signed"]);
  });

  it("a sheet that says something else than the entries is named with the entry", async () => {
    const csv = await altered(async (folder) => {
      const text = await readFile(join(folder, "entries.csv"), "utf8");
      await writeFile(join(folder, "entries.csv"), text.replace(/^("400",.*?"HEART",)"1"/m, '$1"9"'));
      await coverUp(folder);
    });
    assert.deepEqual([csv.code, csv.lines[0]], [1, "FINDING: entries.csv: entry 400 is not what was signed"]);
    const more = await altered(async (folder) => {
      await appendFile(join(folder, "entries.jsonl"), "{}\n");
      await coverUp(folder);
    });
    assert.deepEqual([more.code, more.lines[0]], [1, "FINDING: entries.jsonl: there is more in it than was signed"]);
  });

  it("a snapshot cut from another day's files is refused", async () => {
    const older = await altered(async (folder) => {
      await cp(join(first, "checkpoint"), join(folder, "checkpoint"));
      await coverUp(folder);
    });
    assert.equal(older.code, 1);
    const whole = await altered(async (folder) => {
      await rm(join(folder, "previous-checkpoint"));
      await coverUp(folder);
    });
    assert.deepEqual([whole.code, whole.lines[0]?.startsWith("FINDING: manifest.json: speaks of other checkpoints")], [1, true]);
    for (const manifest of [
      "",
      "[]",
      '{"format":"oneheart-snapshot/1"}',
      '{"format":"oneheart-snapshot/1","day":"2026-03-02","origin":"","size":1,"previous_size":0,"files":[{"path":"x"}]}',
    ])
      assert.match((await altered((folder) => writeFile(join(folder, "manifest.json"), manifest))).lines[0]!, /^FINDING: manifest\.json: /);
  });

  it("without a key it says loudly that the log vouches for itself; with another log's key it refuses", async () => {
    const trusting = await verify(second);
    assert.equal(trusting.code, 0);
    assert.match(trusting.warnings.join("\n"), /^WARNING: no --key was given.*trust on first use/);
    assert.ok(trusting.warnings.at(-1)!.includes(VERIFIER_KEY));
    const stranger = formatVerifierKey(createCosigner("example.org/other", new Uint8Array(32).fill(1), () => 0).verifier);
    const refused = await verify(second, "--key", stranger);
    assert.equal(refused.code, 1);
    assert.match(refused.lines[0]!, /^FINDING: key: /);
  });

  it("the days together are the whole log, and a server's log verifies by either URL and continues each day", async () => {
    const all = await temporaryFolder();
    const server = await serveLog(log.db);
    try {
      for (const day of [first, second]) await cp(day, all.path, { recursive: true });
      await unlink(join(all.path, "manifest.json"));
      for (const place of [all.path, server.url, `${server.url}/api/impact/log`]) {
        const said = await verify(place, ...withKey, "--previous", first);
        assert.equal(said.code, 0, said.lines.join("\n"));
        assert.match(said.lines.at(-1)!, /^checked 590 of 590 entries, .*continuing the checkpoint of 290 entries seen before/);
      }
      assert.match((await verify(server.url)).warnings[0]!, /^WARNING/);
      await assert.rejects(verify(`${server.url}/elsewhere`), UsageError);
    } finally {
      await server.stop();
      await all.remove();
    }
    const silent = await verify("http://127.0.0.1:1", ...withKey);
    assert.deepEqual([silent.code, silent.lines.at(-1)], [1, "checked 0 of 0 entries, NOT verified"]);
  });

  it("cosignatures are kept and can be asked for", async () => {
    const folder = await temporaryFolder();
    try {
      const witness = createCosigner("example.org/witness", new Uint8Array(32).fill(5), () => 1_772_000_000);
      const { rows } = await sql<{
        note: string;
        size: string;
      }>`SELECT note, size::text FROM log_checkpoints ORDER BY size LIMIT 1`.execute(log.db);
      const { note, size } = rows[0]!;
      const { name, keyId, signature } = signBy(witness, note.slice(0, note.lastIndexOf("\n\n") + 1));
      const id = Buffer.alloc(4);
      id.writeUInt32BE(keyId);
      const line = `— ${name} ${Buffer.concat([id, signature]).toString("base64")}\n`;
      await sql`INSERT INTO log_cosignatures VALUES (${size}, ${name}, ${keyId}, ${line}, ${DAY_1})`.execute(log.db);
      const written = await writeSnapshot(log.db, { out: folder.path, day: "2026-03-01", verifierKeys: [VERIFIER_KEY] });
      const witnessed = await verify(written.folder, ...withKey, "--witness", formatVerifierKey(witness.verifier));
      assert.equal(witnessed.code, 0, witnessed.lines.join("\n"));
      assert.match(witnessed.lines.at(-1)!, /cosigned by example\.org\/witness/);
      const unwitnessed = await verify(second, ...withKey, "--witness", formatVerifierKey(witness.verifier));
      assert.match(unwitnessed.lines[0]!, /^FINDING: .*too few cosignatures/);
    } finally {
      await folder.remove();
    }
  });

  it("nothing is left of a snapshot that cannot be: same day, earlier day, nothing sealed, a log that was altered", async () => {
    const options = { out: out.path, verifierKeys: [VERIFIER_KEY] };
    await assert.rejects(writeSnapshot(log.db, { ...options, day: "2026-03-02" }), /there already/);
    await assert.rejects(writeSnapshot(log.db, { ...options, day: "2026-02-20" }), /newer/);
    const elsewhere = await temporaryFolder();
    try {
      await assert.rejects(writeSnapshot(log.db, { ...options, out: elsewhere.path, day: "2026-02-20" }), /no checkpoint/);
      await sql`ALTER TABLE log_bundles DISABLE TRIGGER ALL`.execute(log.db);
      await log.db.transaction().execute(async (tx) => {
        await sql`UPDATE log_bundles SET data = overlay(data PLACING convert_to('test:milk', 'UTF8') FROM position(convert_to('test:mint', 'UTF8') IN data))`.execute(
          tx,
        );
      });
      await assert.rejects(writeSnapshot(log.db, { ...options, out: elsewhere.path, day: "2026-03-01" }), (error) => {
        assert.ok(error instanceof SnapshotError);
        assert.match(error.message, /not what was signed: entry 0 is not the entry that was signed/);
        return true;
      });
      assert.deepEqual(await readdir(elsewhere.path), []);
    } finally {
      await elsewhere.remove();
    }
  });

  it("a command line that makes no sense is refused before anything is done", async () => {
    const wrong = [
      [],
      ["a", "b"],
      [second, "--key", "x"],
      [second, "--quorum", "1"],
      [second, "--nothing"],
      [join(second, "tile")],
      [second, ...withKey, "--previous", "/nowhere"],
    ];
    for (const args of wrong) await assert.rejects(verifyCommand(args, recorder()), UsageError, args.join(" "));
    for (const day of ["today", "2026-02-30"]) await assert.rejects(snapshotCommand(["--day", day], recorder()), UsageError);
  });
});
