import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { RuleSet } from "@oneheart/contracts";
import { builtIn, builtInRules, currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { factsOfV2 } from "./support/facts-of-v2.ts";
import { factsOfV3 } from "./support/facts-of-v3.ts";
import { manyFacts } from "./support/many-facts.ts";
import { replay } from "./support/replay.ts";

describe("the program's rule sets", () => {
  // Made with the code of each release.
  const released = {
    "v1-2026-11": "894275491fc9a63357091b398eee295252b2310bd6a60333585709900e65770e",
    "v2-2026-11": "339d99cd01cd7f46e47abc53836b1b0dc3d9ec0d4c27c2213606bb158cda2b7a",
  };
  for (const [version, expected] of Object.entries(released)) {
    test(`come to the verdicts of ${version} again, bit for bit, under its version`, () => {
      const digest = createHash("sha256");
      let count = 0;
      for (const facts of manyFacts()) {
        const { outcome, reason_code, score, hard, flags, signals, rule_version } = replay(facts, version);
        digest.update(JSON.stringify([outcome, reason_code, score, hard, flags, signals, rule_version]));
        count += 1;
      }
      assert.deepEqual([count, digest.digest("hex")], [4320, expected]);
    });
  }

  // Each made with the code from before the next rule set.
  const superseded = [
    { version: "v2-2026-11", of: factsOfV2, count: 4350, sha256: "5b289108ed4d46d8abafc2516d402afd6a427b6cc4b69e811abe835ea95a1856" },
    { version: "v3-2026-11", of: factsOfV3, count: 4372, sha256: "924067ed148dbf4c329604dfe9ca0280b349189006376c5474711d72039a69d4" },
  ];
  for (const { version, of, count, sha256 } of superseded) {
    test(`come to the verdicts of ${version} again on everything that it looks at, bit for bit`, () => {
      const digest = createHash("sha256");
      let seen = 0;
      for (const facts of of()) {
        const { outcome, reason_code, score, hard, flags, signals, rule_version } = replay(facts, version);
        digest.update(JSON.stringify([outcome, reason_code, score, hard, flags, signals, rule_version]));
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
