import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { newId } from "@oneheart/kernel";
import { createLedger, type TransactionDraft } from "@oneheart/ledger";
import { until } from "@oneheart/testing";
import { TlogError, urlLogReader, verifyLog } from "@oneheart/tlog";
import type { RunningServer } from "../src/index.ts";
import { fetchText, verifyPublicLog, verifyReceipt } from "./crash/public-log.ts";
import { serveHere } from "./harness.ts";

const ENTRIES = 600;

describe("the log, fetched over HTTP", () => {
  let stop: () => Promise<void>;
  let server: RunningServer;
  let verifierKey: string;
  let ids: string[];

  before(async () => {
    const here = await serveHere();
    ({ server, stop } = here);
    ids = await post(ENTRIES);
    verifierKey = (await fetchText(`${server.url}/api/impact/log/key`)).trim();
    await until(checkpoint, (note) => sizeOf(note) === ENTRIES, "every entry to be sealed");
  });
  after(() => stop());

  const checkpoint = () => fetchText(`${server.url}/api/impact/log/checkpoint`);
  const sizeOf = (note: string) => Number(note.split("\n")[1]);

  async function post(count: number): Promise<string[]> {
    const ledger = createLedger({ newId, now: () => new Date() });
    const credit = { kind: "treasury", asset: "HEART" };
    const draft: TransactionDraft = {
      kind: "test.grant",
      reason_ref: "grant:treasury",
      occurred_at: new Date(),
      transfers: [{ debit: { kind: "issuance", asset: "HEART" }, credit, amount: 1n }],
    };
    const drafts = Array.from({ length: count }, () => draft);
    const { db } = server.kernel.context("test");
    const results = await db.transaction().execute((tx) => ledger.post(tx, drafts));
    return results.map((result) => (result.ok ? result.id : assert.fail(result.message)));
  }

  it("verifies as a whole with its key alone: every entry once, in its place, across full and partial tiles", async () => {
    const leaves = await verifyPublicLog(server.url, verifierKey, []);
    assert.deepEqual(
      leaves.map(({ id }) => id),
      ids,
    );
  });

  it("gives receipts that verify offline, at the borders of tiles and at both ends", async () => {
    for (const index of [0, 255, 256, 511, 512, ENTRIES - 1]) await verifyReceipt(server.url, verifierKey, ids[index]!, index);
  });

  it("continues what was seen before: tiles and bundles of the smaller tree stay readable", async () => {
    const seen = await checkpoint();
    ids.push(...(await post(50)));
    await until(checkpoint, (note) => sizeOf(note) === ids.length, "the new entries to be sealed");
    assert.equal((await verifyPublicLog(server.url, verifierKey, [seen])).length, ids.length);
    for (const kind of ["0/002.p/88", "entries/002.p/88", "1/000.p/2"]) {
      assert.equal((await fetch(`${server.url}/api/impact/log/tile/${kind}`)).status, 200, kind);
    }
  });

  it("fails the verification under another key, and when one byte of an entry differs on the way", async () => {
    const refusal = (code: string) => (error: unknown) => error instanceof TlogError && error.code === code;
    const url = `${server.url}/api/impact/log`;
    const other = verifierKey.replace(/.$/, verifierKey.endsWith("A") ? "B" : "A");
    await assert.rejects(verifyLog(urlLogReader(url), { verifierKey: other }), TlogError);
    const altering: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith("tile/entries/001")) return response;
      const bytes = new Uint8Array(await response.arrayBuffer());
      bytes[40]! ^= 1;
      return new Response(bytes);
    };
    await assert.rejects(verifyLog(urlLogReader(url, { fetch: altering }), { verifierKey }), refusal("entry_mismatch"));
  });
});
