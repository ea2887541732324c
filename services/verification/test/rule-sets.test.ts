import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { RuleSet } from "@oneheart/contracts";
import type { Assessment } from "../src/assessment/rules/assess.ts";
import { builtIn, builtInRules, currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsOfV2 } from "./support/facts-of-v2.ts";
import { factsOfV3 } from "./support/facts-of-v3.ts";
import { manyFacts } from "./support/many-facts.ts";
import { replay } from "./support/replay.ts";

describe("the program's rule sets", () => {
  // Made with the code of each release.
  const released = {
    "v1-2026-11": "9f9ca32ed34229cad5e7dd84bc59c241e6a05a9678ad508141245e6f46f4913e",
    "v2-2026-11": "b1e7a2a3745c463cdd20f27b63faf57283c02c78c5302acfa34a81f57b1ed60c",
  };
  for (const [version, expected] of Object.entries(released)) {
    test(`come to the assessments of ${version} again, bit for bit, under its version`, () => {
      const digest = createHash("sha256");
      let count = 0;
      for (const facts of manyFacts()) {
        const { outcome, reason_code, score, hard, flags, signals, rule_version } = replay(facts, version);
        digest.update(JSON.stringify([outcome, reason_code, score, hard, flags, signals.map(withoutWords), rule_version]));
        count += 1;
      }
      assert.deepEqual([count, digest.digest("hex")], [4320, expected]);
    });
  }

  // Each made with the code from before the next rule set.
  const superseded = [
    { version: "v2-2026-11", of: factsOfV2, count: 4350, sha256: "b97813ea497bf0ac322366fccd22921818835664f4d28de790236d1a4f2d8f28" },
    { version: "v3-2026-11", of: factsOfV3, count: 4372, sha256: "a9747beddcfe7599dd32ef6ee41d7acc926f8e2f37be91305a17ac7b8a7ec4b1" },
  ];
  for (const { version, of, count, sha256 } of superseded) {
    test(`come to the assessments of ${version} again on everything that it looks at, bit for bit`, () => {
      const digest = createHash("sha256");
      let seen = 0;
      for (const facts of of()) {
        const { outcome, reason_code, score, hard, flags, signals, rule_version } = replay(facts, version);
        digest.update(JSON.stringify([outcome, reason_code, score, hard, flags, signals.map(withoutWords), rule_version]));
        seen += 1;
      }
      assert.deepEqual([seen, digest.digest("hex")], [count, sha256]);
    });
  }

  test("are valid, each has its own version, and the newest is current", () => {
    for (const rules of builtInRules) assert.deepEqual(RuleSet.parse(rules), rules);
    assert.equal(new Set(builtInRules.map((rules) => rules.version)).size, builtInRules.length);
    assert.equal(currentRules, builtInRules.at(-1));
    assert.equal(builtIn("v0"), undefined);
  });

  test("reject nothing that an earlier one did not, and leave to a person what a phone's clock alone speaks against", () => {
    for (const facts of manyFacts()) {
      const [old, current] = [replay(facts, "v1-2026-11"), replay(facts, currentRules.version)];
      if (current.outcome === "rejected") assert.equal(old.reason_code, current.reason_code);
      else if (old.outcome === "rejected") assert.match(old.reason_code, /^captured_(before_start|after_receipt)$/);
    }
  });
});

/** What a signal says is no part of an assessment: its words may be put better. */
function withoutWords({ code, value, weight, status }: Assessment["signals"][number]) {
  return { code, value, weight, status };
}
