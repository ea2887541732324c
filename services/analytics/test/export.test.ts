/** Bundles for governments: the same cells as on the dashboard, signed, downloaded in pieces, and chained to the log. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { after, before, it } from "node:test";
import type { Output } from "@oneheart/contracts";
import { type BytesAnswer, isOperationError, newId } from "@oneheart/kernel";
import { createLedger, openLog } from "@oneheart/ledger";
import { sealBatch } from "@oneheart/ledger/internals";
import { type TestApp, zipFiles } from "@oneheart/testing";
import { createSigner, openNote, parseCheckpoint, parseNote, parseVerifierKey, verifyConsistency } from "@oneheart/tlog";
import { nodeHasher } from "@oneheart/tlog/node";
import { snapshot } from "../src/jobs/snapshot.ts";
import { award, bootAnalytics, events, follow, operations } from "./support/programme.ts";

type Export = Output<typeof operations.getExport>;

const ORIGIN = "example.org/exports";
const signer = createSigner(ORIGIN, new Uint8Array(32).fill(5));
const february = { from: "2026-02", to: "2026-02" };
const formula = '=HYPERLINK("https://example.org")';
const [large, small, smaller] = [award().zone_id, award().zone_id, award().zone_id];

let app: TestApp;
const government = () => ({ as: app.user("government") });
const refusedAs = (code: string) => (error: unknown) => isOperationError(error, code) || assert.fail(`not ${code}: ${error}`);

before(async () => {
  app = await bootAnalytics({ zoneName: () => formula });
  await openLog(app.db, ORIGIN);
  for (const [zone_id, size] of [
    [large, 9],
    [small, 3],
    [smaller, 2],
  ] as const)
    for (let person = 0; person < size; person += 1)
      await app.emit(events.impactRecorded, award({ zone_id, action_day: `2026-02-0${1 + person}`, mission_type: "clean_up" }));
  for (let person = 0; person < 6; person += 1) await app.emit(events.impactRecorded, award({ zone_id: large, action_day: "2026-03-02" }));
  await app.settled();
});
after(() => app.stop());

/** A transaction in the ledger, under a checkpoint. */
async function seal(): Promise<void> {
  const ledger = createLedger({ newId, now: () => new Date() });
  const transfers = [
    { debit: { kind: "issuance", asset: "HEART" }, credit: { kind: "player", owner_id: newId(), asset: "HEART" }, amount: 5n },
  ];
  const draft = { kind: "impact.award" as const, reason_ref: "test:award", occurred_at: new Date("2026-03-01T08:00:00Z"), transfers };
  const [posted] = await app.db.transaction().execute((tx) => ledger.post(tx, [draft]));
  assert.ok(posted!.ok);
  const now = () => new Date("2026-03-10T10:00:00Z");
  for (let sealed = 1; sealed > 0; ) sealed = await sealBatch({ db: app.db, origin: ORIGIN, signer, now });
}

/** A bundle once it is ready. */
async function bundled(range = february): Promise<Export> {
  const asked = await app.call(operations.createExport, range, government());
  await app.settled();
  return app.call(operations.getExport, { id: asked.id }, government());
}

async function answered(url: string, asked: { range?: string; if_range?: string } = {}): Promise<BytesAnswer & { bytes: Buffer }> {
  const answer = (await app.call(operations.exportFile, { sealed: url.split("/").at(-1)!, ...asked })) as BytesAnswer;
  return { ...answer, bytes: typeof answer.body === "string" ? Buffer.from(answer.body) : await buffer(answer.body as Readable) };
}

const filesOf = async ({ url }: Export) => zipFiles((await answered(url!)).bytes);
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const linesIn = (file: Buffer | undefined) => file!.toString().trim().split("\n");

/** The order that the schema of IATI 2.03 demands of an activity's parts. */
const activityOrder = [
  ...["iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status", "activity-date"],
  ...["activity-scope", "location", "sector", "result"],
];

/** Names of an activity's parts in their order, each once in a row. Throws where a tag is not closed. */
function childrenOf(xml: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  for (const [, end, name, empty] of xml.matchAll(/<(\/?)([a-z][\w-]*)[^>]*?(\/?)>/g)) {
    if (end !== "") {
      assert.equal(open.pop(), name);
      continue;
    }
    if (open.length === 2 && names.at(-1) !== name) names.push(name!);
    if (empty === "") open.push(name!);
  }
  assert.deepEqual(open, []);
  return names;
}

it("tells in every file what the dashboard tells, and no cell with fewer than five people", async () => {
  const files = await filesOf(await bundled());
  const dashboard = await app.call(operations.nationDashboard, february, government());
  const { lines } = await follow(app, dashboard.total.actions.drill!, government());
  const rows = linesIn(files.get("cells.jsonl")).map((line) => JSON.parse(line) as Record<string, unknown>);
  const told = lines as unknown as Array<Record<string, unknown>>;
  assert.deepEqual(
    rows.map(({ zone_id, mission_type, actions }) => [zone_id, mission_type, actions]),
    told.map(({ zone_id, mission_type, amount }) => [zone_id, mission_type, amount]),
  );
  assert.deepEqual(
    rows.map(({ zone_id, actions, people }) => [zone_id, actions, people]).sort(),
    [
      [large, 9, 10],
      [null, 5, 5],
    ].sort(),
  );
  const manifest = JSON.parse(files.get("manifest.json")!.toString());
  assert.deepEqual(manifest.totals, { actions: dashboard.total.actions.value, people: dashboard.total.people.value });
  const text = [...files.values()].map(String).join();
  for (const zone of [small, smaller]) assert.ok(!text.includes(zone), "a place that is told together is named");
  assert.deepEqual(linesIn(files.get("suppression.csv")).slice(1), ["2026-02,2026-02,,clean_up,places_together"]);
});

it("holds a table that its schema describes, without a formula", async () => {
  const files = await filesOf(await bundled());
  const { resources } = JSON.parse(files.get("datapackage.json")!.toString());
  for (const { path, bytes, hash, schema } of resources) {
    const table = files.get(path)!;
    assert.deepEqual([bytes, hash], [table.length, `sha256:${sha256(table)}`]);
    assert.equal(linesIn(table)[0]!.trim(), schema.fields.map(({ name }: { name: string }) => name).join(","));
  }
  assert.ok(files.get("cells.csv")!.includes(`"'=HYPERLINK(""https://example.org"")"`));
});

it("says the same in GeoJSON, IATI and CIDS, with positions no finer than a kilometre", async () => {
  const files = await filesOf(await bundled());
  const { features } = JSON.parse(files.get("zones.geojson")!.toString());
  assert.deepEqual(
    features.map(({ id, properties }: { id: string; properties: Record<string, unknown> }) => [id, properties.actions, properties.people]),
    [[large, 9, 10]],
  );
  for (const degrees of features[0].geometry.coordinates) assert.equal(degrees, Math.round(degrees * 100) / 100);

  const xml = files.get("iati.xml")!.toString();
  assert.deepEqual(
    childrenOf(xml),
    activityOrder.filter((name) => xml.includes(`<${name}`)),
  );
  const values = [...xml.matchAll(/<title><narrative>([^<]*)<\/narrative><\/title><period>.*?<actual value="(\d+)"/g)].map(
    ([, title, value]) => [title, value],
  );
  assert.deepEqual(
    values.slice(0, 2).map(([, value]) => value),
    ["14", "15"],
  );
  assert.match(xml, /<period-start iso-date="2026-02-01"\/><period-end iso-date="2026-02-28"\/>/);
  assert.ok(xml.includes("=HYPERLINK(&quot;https://example.org&quot;)"));

  const graph = JSON.parse(files.get("cids.jsonld")!.toString())["@graph"] as Array<Record<string, unknown>>;
  const ids = new Set(graph.map((node) => node["@id"]));
  const named = JSON.stringify(graph).matchAll(/"@id":"(urn:uuid:[^"]+)"/g);
  for (const [, id] of named) assert.ok(ids.has(id), `${id} is in the graph`);
  const reports = graph.filter((node) => node["@type"] === "cids:IndicatorReport");
  assert.deepEqual(
    reports.slice(0, 2).map((node) => (node["i72:value"] as Record<string, unknown>)["i72:hasNumericalValue"]),
    ["14", "15"],
  );
});

it("is signed over the hash of each file", async () => {
  const made = await bundled();
  const files = await filesOf(made);
  const { key } = await app.call(operations.exportKey, {});
  const { text } = openNote(made.note!, [parseVerifierKey(key)]);
  assert.equal(files.get("manifest.note")!.toString(), made.note);
  const signed = text
    .split("\n")
    .slice(3, -1)
    .map((line) => line.split("  "));
  const expected = [...files].filter(([name]) => name !== "manifest.note").map(([name, bytes]) => [sha256(bytes), name]);
  assert.deepEqual(signed, expected);
  const listed = JSON.parse(files.get("manifest.json")!.toString()).files as Array<{ name: string; bytes: number }>;
  for (const { name, bytes } of listed) assert.equal(files.get(name)!.length, bytes);
});

it("is downloaded from where the download broke off, and whole where it is another file", async () => {
  const { url, size_bytes, sha256: hash } = await bundled();
  const whole = await answered(url!);
  assert.deepEqual([whole.bytes.length, sha256(whole.bytes)], [size_bytes, hash]);
  const etag = whole.headers!.etag!;
  const cut = 777;
  const rest = await answered(url!, { range: `bytes=${cut}-`, if_range: etag });
  assert.deepEqual([rest.status, rest.headers!["content-range"]], [206, `bytes ${cut}-${size_bytes! - 1}/${size_bytes}`]);
  assert.equal(sha256(Buffer.concat([whole.bytes.subarray(0, cut), rest.bytes])), hash);
  const last = await answered(url!, { range: "bytes=-10" });
  assert.deepEqual(last.bytes, whole.bytes.subarray(-10));
  for (const asked of [
    { range: `bytes=${cut}-`, if_range: '"another"' },
    { range: "bytes=5-1" },
    { range: "bytes=0-1,5-6" },
    { range: "lines=1-2" },
  ]) {
    const { status, bytes } = await answered(url!, asked);
    assert.deepEqual([status, bytes.length], [undefined, size_bytes], JSON.stringify(asked));
  }
  const beyond = await answered(url!, { range: `bytes=${size_bytes}-` });
  assert.deepEqual([beyond.status, beyond.headers!["content-range"]], [416, `bytes */${size_bytes}`]);
  await assert.rejects(answered("/x/sealed"), refusedAs("link_invalid"));
});

it("is made of each day once, and shows that the log continues the one of the bundle before", async () => {
  await seal();
  const first = await filesOf(await bundled());
  await seal();
  for (let run = 0; run < 2; run += 1) await snapshot.run(app.kernel.context("analytics"));
  await app.settled();
  const { items } = await app.call(operations.listExports, {}, government());
  const ofDay = items.filter(({ made_by }) => made_by === "schedule");
  assert.deepEqual(
    ofDay.map(({ from, to, state }) => [from, to, state]),
    [["2026-02", "2026-03", "ready"]],
  );
  const files = await filesOf(ofDay[0]!);
  assert.deepEqual(files.get("ledger/previous-checkpoint.txt"), first.get("ledger/checkpoint.txt"));
  const [old, now] = ["previous-checkpoint", "checkpoint"].map((name) => {
    const note = openNote(files.get(`ledger/${name}.txt`)!.toString(), [signer.verifier]);
    return parseCheckpoint(note.text);
  });
  assert.ok(now!.size > old!.size);
  const { hashes } = JSON.parse(files.get("ledger/consistency.json")!.toString()) as { hashes: string[] };
  const proof = hashes.map((hash) => Uint8Array.from(Buffer.from(hash, "base64")));
  verifyConsistency(old!, now!, proof, nodeHasher);
  assert.throws(() => verifyConsistency(old!, { ...now!, rootHash: old!.rootHash }, proof, nodeHasher));
  assert.ok(parseNote(ofDay[0]!.note!));
});

it("is refused of months that are not over, of reversed ones, and to others", async () => {
  await assert.rejects(app.call(operations.createExport, { from: "2026-03", to: "2026-03" }, government()), refusedAs("period_not_over"));
  await assert.rejects(app.call(operations.createExport, { from: "2026-02", to: "2026-01" }, government()), refusedAs("months_reversed"));
  await assert.rejects(app.call(operations.createExport, february, { as: app.player() }), refusedAs("forbidden"));
  await assert.rejects(app.call(operations.getExport, { id: newId() }, government()), refusedAs("export_not_found"));
});

it("of an empty period is there, and says nothing", async () => {
  const files = await filesOf(await bundled({ from: "2024-01", to: "2024-12" }));
  assert.equal(linesIn(files.get("cells.csv")).length, 1);
  assert.deepEqual(JSON.parse(files.get("manifest.json")!.toString()).totals, { actions: 0, people: 0 });
});
