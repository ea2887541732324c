import assert from "node:assert/strict";
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { canonicalJson, formatProof, parseProof } from "@oneheart/tlog";
import { collectModules } from "../src/verify/build/modules.ts";
import { formatAmount } from "../src/verify/page/amounts.ts";
import { type CheckRequest, checkReceipt } from "../src/verify/page/check.ts";
import { readEntry } from "../src/verify/page/entry.ts";
import { explain } from "../src/verify/page/explain.ts";
import { compareWithPresent } from "../src/verify/page/present.ts";
import { describeEntry } from "../src/verify/page/words.ts";
import { openGateway, type TestGateway } from "./support/gateway.ts";
import { logKey, otherKey, smallLog, witnessKey } from "./support/small-log.ts";

describe("the files of the page that verifies receipts", () => {
  let gateway: TestGateway;
  let html: string;
  let paths: string[];
  before(async () => {
    gateway = await openGateway();
    html = await (await gateway.fetch("/verify")).text();
    paths = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
  });
  after(() => gateway.close());

  it("are all there, and import only each other", async () => {
    const modules = paths.filter((path) => path.endsWith(".js"));
    assert.ok(modules.length > 50, String(modules.length));
    const known = new Set(modules);
    for (const path of new Set(paths)) {
      const file = await gateway.fetch(path);
      assert.equal(file.status, 200, path);
      const text = await file.text();
      if (!path.endsWith(".js")) continue;
      assert.match(file.headers.get("content-type")!, /^text\/javascript/);
      for (const [, specifier] of text.matchAll(/^(?:import|export|\})[^'"`;]*from\s*["']([^"']+)["']/gm)) {
        assert.match(specifier!, /^\.\.?\//, `${path} imports ${specifier}`);
        assert.ok(known.has(new URL(specifier!, gateway.url + path).pathname), `${path} imports ${specifier}`);
      }
    }
  });

  it("have nothing inline, and a policy that allows this server alone", async () => {
    assert.doesNotMatch(html, /<style|style=|<script(?![^>]* src=)|\son\w+=|https?:/);
    for (const path of ["/verify", paths.find((path) => path.endsWith("main.js"))!]) {
      const policy = (await gateway.fetch(path)).headers.get("content-security-policy")!;
      assert.match(policy, /default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self'/);
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe|data:|https?:|\*/);
    }
  });

  it("are kept for ever under a path with their version, the page itself is asked for each time", async () => {
    const page = await gateway.fetch("/verify");
    assert.equal(page.headers.get("cache-control"), "no-cache");
    const again = await gateway.fetch("/verify", { headers: { "if-none-match": page.headers.get("etag")! } });
    assert.deepEqual([again.status, await again.text()], [304, ""]);
    const file = await gateway.fetch(paths.at(-1)!);
    assert.equal(file.headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal(file.headers.get("content-encoding"), "gzip");
    assert.equal(file.headers.get("vary")?.toLowerCase().includes("accept-encoding"), true);
    const plain = await gateway.fetch(paths.at(-1)!, { headers: { "accept-encoding": "identity" } });
    assert.equal(plain.headers.get("content-encoding"), null);
    assert.equal(await plain.text(), await file.text());
  });

  it("are the only ones: another version, another name and any way out of the folder are not found", async () => {
    const [, , version] = paths.find((path) => path.endsWith("main.js"))!.split("/");
    for (const path of [
      "old/page/main.js",
      `${version}/page/main.ts`,
      `${version}/page/page.html`,
      `${version}/page/../page/main.js`,
      `${version}/page/%2e%2e/page/main.js`,
      `${version}/../../../package.json`,
      `${version}/tlog/..%2f..%2fpackage.json`,
      `${version}/%2fetc%2fpasswd`,
      `${version}/constructor`,
      `${version}/`,
    ]) {
      assert.equal(await rawStatus(`${gateway.url}/verify/`, path), 404, path);
    }
  });

  it("can only come from the page's own packages", () => {
    assert.deepEqual([...new Set([...collectModules(fileOf("page/check.ts")).keys()].map((path) => path.split("/")[0]))].sort(), [
      "canonicalize",
      "noble-curves",
      "noble-hashes",
      "page",
      "tlog",
    ]);
    assert.throws(() => collectModules(fileOf("install.ts")), /the page may not load/);
  });
});

const fileOf = (name: string) => fileURLToPath(new URL(`../src/verify/${name}`, import.meta.url));

/** The status of a path that is sent as it is written: fetch would take its dots away. */
async function rawStatus(base: string, path: string): Promise<number> {
  const { hostname, port, pathname } = new URL(base);
  const [answer] = (await once(get({ hostname, port, path: pathname + path }), "response")) as [IncomingMessage];
  answer.resume();
  return answer.statusCode!;
}

const award = {
  version: 1,
  id: "0195f0c8-0000-7000-8000-000000000001",
  kind: "impact.award",
  reason_ref: "action:1",
  occurred_at: "2026-11-22T07:30:00.000Z",
  detail: { rule_set: "v1" },
  entries: [
    { type: "transfer", asset: "HEART", amount: "1", debit: { kind: "issuance" }, credit: { kind: "player", commitment: "c" } },
    { type: "transfer", asset: "CREDIT", amount: "1234550", debit: { kind: "issuance" }, credit: { kind: "pool_local" } },
  ],
};
const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ ...award, reason_ref: `action:${index}` }));

describe("the check of a receipt", () => {
  const log = smallLog(entries(300));
  const request = { logKeys: logKey, witnessKeys: "", quorum: 0 };
  const outcome = (change: Partial<CheckRequest> & { receipt: string }) => {
    try {
      return checkReceipt({ ...request, ...change });
    } catch (error) {
      const { verdict, message } = explain(error);
      return `${verdict}: ${message}`;
    }
  };

  it("gives the entry, its place, and who signed: the log, witnesses that are known, others unchecked", async () => {
    const receipt = await log.receipt(42);
    const { index, checkpoint, signatures, entry } = checkReceipt({ ...request, receipt });
    assert.deepEqual([index, checkpoint.size, readEntry(entry)?.reason_ref], [42, 300, "action:42"]);
    const by = (seen: typeof signatures) => seen.map((signature) => [signature.name, signature.by, signature.timestampSeconds]);
    assert.deepEqual(by(signatures), [
      ["example.org/log", "log", undefined],
      ["witness.example.org", "unknown", undefined],
    ]);
    const witnessed = checkReceipt({ ...request, receipt, witnessKeys: witnessKey, quorum: 1 });
    assert.deepEqual(by(witnessed.signatures)[1], ["witness.example.org", "witness", 1_790_000_000]);
  });

  it("takes several keys of the log, and line ends as mail leaves them", async () => {
    const receipt = (await log.receipt(42)).replaceAll("\n", "\r\n").trim();
    assert.equal(checkReceipt({ ...request, receipt: ` \r\n${receipt}`, logKeys: `${otherKey}\r\n${logKey}\n` }).index, 42);
  });

  it("refuses with a sentence about what is wrong, and leaves undecided what it cannot judge", async () => {
    const receipt = await log.receipt(42);
    const proof = parseProof(receipt);
    const { extra: _, ...empty } = proof;
    const cases: Array<[Partial<CheckRequest> & { receipt: string }, RegExp]> = [
      [{ receipt: formatProof({ ...proof, extra: new TextEncoder().encode("{}") }) }, /^refused: The entry, its index or its path/],
      [{ receipt: formatProof({ ...proof, index: 43 }) }, /^refused: The entry, its index or its path/],
      [{ receipt: formatProof({ ...proof, index: 300 }) }, /^refused: The index was altered/],
      [{ receipt: receipt.replace("\n300\n", "\n301\n") }, /^refused: The checkpoint or its signature was altered/],
      [{ receipt: formatProof(empty) }, /^refused: The receipt does not hold the entry/],
      [{ receipt: receipt.replace("tlog-proof@v1", "tlog-proof@v2") }, /^refused: This is not a receipt/],
      [{ receipt, logKeys: otherKey }, /^refused: Another key has signed this receipt: it names example\.org\/log\+.{8}, witness/],
      [{ receipt, witnessKeys: witnessKey, quorum: 2 }, /^refused: Fewer known witnesses/],
      [{ receipt, logKeys: "x" }, /^undecided: A key that was given cannot be used/],
      [{ receipt, logKeys: " " }, /^undecided: There is no key yet/],
      [{ receipt, logKeys: witnessKey }, /^undecided: witness\.example\.org\+.{8} is a witness’s key/],
      [{ receipt, witnessKeys: logKey }, /^undecided: example\.org\/log\+.{8} is not a witness’s key/],
      [{ receipt: "\n" }, /^undecided: There is no receipt yet/],
    ];
    for (const [change, expected] of cases) assert.match(String(outcome(change)), expected);
  });

  it("sees a log that grew, and one that was changed or cut since, from few tiles", async () => {
    const checked = checkReceipt({ ...request, receipt: await log.receipt(42) });
    const grown = await compareWithPresent(checked, smallLog(entries(3_000)).reader);
    assert.equal(grown.checkpoint.size, 3_000);
    assert.ok(grown.tilesRead <= 4, String(grown.tilesRead));
    assert.equal((await compareWithPresent(checked, log.reader)).checkpoint.size, 300);
    const changed = smallLog(entries(3_000).with(7, award));
    await assert.rejects(compareWithPresent(checked, changed.reader), { verdict: "refused", message: /^History was changed/ });
    await assert.rejects(compareWithPresent(checked, smallLog(entries(299)).reader), { verdict: "refused", message: /fewer than the 300/ });
  });
});

describe("the words for an entry", () => {
  const read = (value: unknown) => readEntry(canonicalJson(value));

  it("say who earned what, with the decimals of each asset", () => {
    assert.deepEqual(describeEntry(read(award)!), [
      "The reward for an action that was verified.",
      "A player earned 1 Heart token.",
      "With it, the Local pool received 12,345.50 impact credits.",
    ]);
    assert.deepEqual(
      [formatAmount("5", "CREDIT"), formatAmount("1000000", "XP"), formatAmount("7", "GOLD"), formatAmount("1e3", "XP")],
      ["0.05", "1,000,000", "7 (smallest units)", "1e3 (smallest units)"],
    );
  });

  it("fall back to what moved for kinds that are not known", () => {
    const held = { ...award, kind: "x.y", entries: [{ ...award.entries[0], type: "hold", debit: { kind: "player" } }] };
    assert.deepEqual(describeEntry(read(held)!), ["A transaction of the kind “x.y”.", "1 Heart token of a player set aside."]);
  });

  it("are not invented for bytes that are no entry", () => {
    for (const other of [{ ...award, version: 2 }, { ...award, occurred_at: "soon" }, { ...award, entries: [{}] }, [], "text"])
      assert.equal(read(other), undefined);
    assert.equal(readEntry(new TextEncoder().encode(`{"version":1,${JSON.stringify(award).slice(1)}`)), undefined, "a key twice");
    assert.equal(readEntry(new Uint8Array([0xff])), undefined);
  });
});
