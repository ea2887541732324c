import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { impactContract } from "@oneheart/contracts";
import { type BytesAnswer, isOperationError, loadSettings, newId, StartError } from "@oneheart/kernel";
import { createSigner, ED25519, formatSignerKey, logReader, parseProof, parseVerifierKey, verifyLog, verifyProof } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { sql } from "kysely";
import { impactSettings } from "../src/settings.ts";
import { logKeys } from "../src/workflows/log/signing.ts";
import { bootProgramme, type Programme } from "./support/programme.ts";

let programme: Programme;
before(async () => {
  programme = await bootProgramme();
});
after(() => programme.app.stop());

const { receipt, logCheckpoint, logKey, logEntries, logTile, listLedger } = impactContract.operations;
const answers = (code: string) => (error: unknown) => isOperationError(error, code);

async function bytesOf(answer: unknown): Promise<{ body: Buffer; text: string; cache: string; type: string }> {
  const { body, headers, content_type } = answer as BytesAnswer;
  const bytes = body instanceof Readable ? Buffer.concat(await body.toArray()) : Buffer.from(body);
  return { body: bytes, text: bytes.toString("utf8"), cache: headers!["cache-control"]!, type: content_type };
}

const keyOf = async () => (await bytesOf(await programme.app.call(logKey, {}))).text.trim();

/** The entry of an action once it is sealed, and the page's checkpoint. */
async function sealedEntry(action_id: string) {
  const { app } = programme;
  const read = () => app.call(listLedger, { action_id }, { as: app.player() });
  let page = await read();
  while (typeof page.items[0]?.leaf_index !== "number") {
    await new Promise(setImmediate);
    page = await read();
  }
  return { entry: page.items[0], checkpoint: page.checkpoint! };
}

/** The log as a client reads it from the API. */
function client() {
  const { app } = programme;
  return logReader(async (path) => {
    try {
      if (path === "checkpoint") return (await bytesOf(await app.call(logCheckpoint, {}))).body;
      if (path.startsWith("tile/entries/")) return (await bytesOf(await app.call(logEntries, { n: path.slice(13) }))).body;
      return (await bytesOf(await app.call(logTile, { path: path.slice(5) }))).body;
    } catch (error) {
      if (isOperationError(error, "tile_not_found")) return undefined;
      throw error;
    }
  });
}

test("an award is sealed: its leaf_index appears, and its receipt verifies offline with the published key", async () => {
  const { app, verify } = programme;
  const { action_id } = await verify();
  await app.settled();
  const { entry, checkpoint } = await sealedEntry(action_id);

  const answer = await bytesOf(await app.call(receipt, { id: entry!.id }));
  assert.match(answer.type, /^text\/plain/);
  const leaf = parseProof(answer.text).extra!;
  const proven = verifyProof(answer.text, leaf, { log: [parseVerifierKey(await keyOf())] });
  assert.equal(proven.index, entry!.leaf_index);
  assert.equal(proven.checkpoint.origin, "oneheart.local/ledger");
  const { id, detail } = JSON.parse(Buffer.from(leaf).toString());
  assert.deepEqual([id, detail.action_id], [entry!.id, action_id]);
  assert.ok(Number(checkpoint.split("\n")[1]) > entry!.leaf_index!, "the page's checkpoint covers its entries");
});

test("the whole log verifies from what the API serves, and has every award", async () => {
  const { app, verify } = programme;
  const verified = await Promise.all(Array.from({ length: 12 }, () => verify()));
  await app.settled();
  const sealed = await Promise.all(verified.map(({ action_id }) => sealedEntry(action_id)));
  const ids: string[] = [];
  const onEntry = (_: number, entry: Uint8Array) => void ids.push(JSON.parse(Buffer.from(entry).toString()).id);
  const { size } = await verifyLog(client(), { verifierKey: await keyOf(), hasher: nodeHasher, onEntry });
  assert.ok(size >= 13);
  for (const { entry } of sealed) assert.equal(ids[entry!.leaf_index!], entry!.id);
});

test("the checkpoint is asked for each time, tiles are bytes that may be kept", async () => {
  const { app } = programme;
  const checkpoint = await bytesOf(await app.call(logCheckpoint, {}));
  assert.deepEqual([checkpoint.type, checkpoint.cache], ["text/plain; charset=utf-8", "no-cache"]);
  const tile = await bytesOf(await app.call(logTile, { path: "0/000.p/1" }));
  assert.deepEqual([tile.type, tile.cache, tile.body.length], ["application/octet-stream", "public, max-age=3600", 32]);
});

test("tiles that are not there, and paths that no tile has, are not found", async () => {
  const { app } = programme;
  for (const path of ["0/999", "0/0", "7", "0/x000/000", "../checkpoint", "0/000.p/256", "63/x999/x999/999"])
    await assert.rejects(app.call(logTile, { path }), answers("tile_not_found"), path);
  for (const n of ["999", "x", "000.p/0", ""]) await assert.rejects(app.call(logEntries, { n }), answers("tile_not_found"), n);
});

test("an unknown entry has no receipt, and one that is not sealed yet has none yet", async () => {
  const { app, verify } = programme;
  await assert.rejects(app.call(receipt, { id: newId() }), answers("entry_not_found"));
  const id = await app.db.transaction().execute(async (tx) => {
    await sql`SELECT FROM log_state FOR UPDATE`.execute(tx);
    const { action_id } = await verify();
    await app.settled();
    const { items } = await app.call(listLedger, { action_id }, { as: app.player() });
    assert.equal(items[0]!.leaf_index, null);
    await assert.rejects(app.call(receipt, { id: items[0]!.id }), answers("entry_not_sealed"));
    return items[0]!.id;
  });
  const sealed = () =>
    app.call(receipt, { id }).then(
      () => true,
      () => false,
    );
  while (!(await sealed())) await new Promise(setImmediate);
});

test("the key comes from the settings, else from the master key; one that does not fit is refused without showing it", async () => {
  const { app } = programme;
  const { vault } = app.kernel.context("impact");
  const of = (environment: Record<string, string>) => logKeys(loadSettings(environment, [impactSettings]).of(impactSettings), vault);
  const seed = new Uint8Array(32).fill(5);
  const key = formatSignerKey("example.org/log", seed, ED25519);

  const usual = await of({});
  assert.equal(usual.origin, "oneheart.local/ledger");
  assert.equal((await of({})).signer.keyId, usual.signer.keyId);
  assert.equal((await of({ LEDGER_ORIGIN: "example.org/x" })).signer.name, "example.org/x");
  const configured = await of({ LEDGER_SIGNING_KEY: key });
  assert.equal(configured.origin, "example.org/log");
  assert.equal(configured.signer.keyId, createSigner("example.org/log", seed).keyId);

  const witness = formatSignerKey("example.org/log", seed, 0x04);
  for (const environment of [
    { LEDGER_SIGNING_KEY: key, LEDGER_ORIGIN: "example.org/other" },
    { LEDGER_SIGNING_KEY: `${key}x` },
    { LEDGER_SIGNING_KEY: witness },
    { LEDGER_ORIGIN: "has a space" },
  ] as Record<string, string>[]) {
    await assert.rejects(
      of(environment),
      (error: Error) => error instanceof StartError && /LEDGER_/.test(error.message) && !error.message.includes(key.slice(-20)),
    );
  }
});
