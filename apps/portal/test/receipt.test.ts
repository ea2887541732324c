import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { canonicalJson, formatProof, parseProof } from "@oneheart/tlog";
import { formatAmount } from "../src/components/receipt/amounts.ts";
import { type CheckRequest, checkReceipt } from "../src/components/receipt/check.ts";
import { readEntry } from "../src/components/receipt/entry.ts";
import { describeEntry } from "../src/components/receipt/entry-words.ts";
import { explain } from "../src/components/receipt/explain.ts";
import { compareWithPresent } from "../src/components/receipt/present.ts";
import { logKey, otherKey, smallLog, witnessKey } from "./support/small-log.ts";

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
      const { verdict, why, values } = explain(error);
      return [verdict, why, ...Object.values(values)].join(" ");
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

  it("refuses with a reason, and leaves undecided what it cannot judge", async () => {
    const receipt = await log.receipt(42);
    const proof = parseProof(receipt);
    const { extra: _, ...empty } = proof;
    const cases: Array<[Partial<CheckRequest> & { receipt: string }, RegExp]> = [
      [{ receipt: formatProof({ ...proof, extra: new TextEncoder().encode("{}") }) }, /^refused why_inclusion$/],
      [{ receipt: formatProof({ ...proof, index: 43 }) }, /^refused why_inclusion$/],
      [{ receipt: formatProof({ ...proof, index: 300 }) }, /^refused why_index$/],
      [{ receipt: receipt.replace("\n300\n", "\n301\n") }, /^refused why_signature$/],
      [{ receipt: formatProof(empty) }, /^refused why_no_entry$/],
      [{ receipt: receipt.replace("tlog-proof@v1", "tlog-proof@v2") }, /^refused why_header$/],
      [
        { receipt, logKeys: otherKey },
        /^refused why_other_key example\.org\/log\+.{8}, witness\.example\.org\+.{8} example\.org\/log\+.{8}$/,
      ],
      [{ receipt, witnessKeys: witnessKey, quorum: 2 }, /^refused why_quorum$/],
      [{ receipt, logKeys: "x" }, /^undecided why_bad_key$/],
      [{ receipt, logKeys: " " }, /^undecided why_no_key$/],
      [{ receipt, logKeys: `${logKey}\n${logKey}` }, /^undecided why_key_twice$/],
      [{ receipt, logKeys: witnessKey }, /^undecided why_witness_key witness\.example\.org\+.{8}$/],
      [{ receipt, witnessKeys: logKey }, /^undecided why_no_witness_key example\.org\/log\+.{8}$/],
      [{ receipt: "\n" }, /^undecided why_no_receipt$/],
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
    await assert.rejects(compareWithPresent(checked, changed.reader), { verdict: "refused", why: "why_history_changed" });
    await assert.rejects(compareWithPresent(checked, smallLog(entries(299)).reader), {
      verdict: "refused",
      why: "why_log_shrank",
      values: { now: 299, before: 300 },
    });
  });
});

describe("the words for an entry", () => {
  const read = (value: unknown) => readEntry(canonicalJson(value));
  const words = {
    t: (key: string, values: object = {}) => [key, ...Object.values(values)].join(" "),
    list: (parts: readonly string[]) => parts.join(" & "),
  };

  it("say who earned what, with the decimals of each asset", () => {
    assert.deepEqual(describeEntry(read(award)!, words), ["did_award", "earned 1 asset_HEART 1", "funded account_pool_local 12,345.50"]);
    assert.deepEqual(
      [formatAmount("5", "CREDIT"), formatAmount("1000000", "XP"), formatAmount("7", "GOLD"), formatAmount("1e3", "XP")],
      ["0.05", "1,000,000", undefined, undefined],
    );
  });

  it("fall back to what moved for kinds that are not known", () => {
    const held = { ...award, kind: "x.y", entries: [{ ...award.entries[0], type: "hold", debit: { kind: "player" } }] };
    assert.deepEqual(describeEntry(read(held)!, words), ["did_something x.y", "moved_hold 1 asset_HEART 1 account_player"]);
  });

  it("are not invented for bytes that are no entry", () => {
    for (const other of [{ ...award, version: 2 }, { ...award, occurred_at: "soon" }, { ...award, entries: [{}] }, [], "text"])
      assert.equal(read(other), undefined);
    assert.equal(readEntry(new TextEncoder().encode(`{"version":1,${JSON.stringify(award).slice(1)}`)), undefined, "a key twice");
    assert.equal(readEntry(new Uint8Array([0xff])), undefined);
  });
});
