import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { automaticReasons, ruleFlags } from "@oneheart/contracts";
import { flagMessage, type Language, reasonMessage, render } from "@oneheart/messages";
import { assess, type Verdict } from "../src/assessment/rules/assess.ts";
import { builtInRules, currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { noteworthyFacts } from "./support/noteworthy-facts.ts";

const flagInWords = (flag: string, language: Language = "en") => render(flagMessage(flag), language);
const reasonInWords = (code: string, outcome: "verified" | "in_review" | "rejected") => render(reasonMessage(code, outcome), "en");
const sentence = /^[A-Z].{15,170}\.$/;
/** Given without a rule: an analysis that broke off, and an erasure. */
const aside = { flags: ["analysis_failed"], reasons: ["analysis_failed", "player_erased"] };

describe("whatever rules can say", () => {
  let verdicts: Verdict[] = [];
  before(() => {
    const ruleSets = [...builtInRules, { ...currentRules, verify_max_tokens: 0 }];
    verdicts = [...noteworthyFacts()].flatMap((facts) => ruleSets.map((rules) => assess(facts, rules)));
  });

  test("as a flag has words for the reviewer, and every word is of a flag that is given", () => {
    const given = new Set([...verdicts.flatMap(({ flags }) => flags), ...aside.flags]);
    assert.deepEqual([...given].toSorted(), Object.keys(ruleFlags).toSorted());
    for (const flag of given) {
      assert.match(flagInWords(flag), sentence);
      assert.match(flagInWords(flag, "th"), /[\u0e00-\u0e7f]/);
    }
  });

  test("as a reason has words of its own for the player", () => {
    const outcomes = new Map(verdicts.map(({ reason_code, outcome }) => [reason_code, outcome]));
    for (const [reason_code, outcome] of outcomes) {
      const words = reasonInWords(reason_code, outcome);
      assert.match(words, sentence);
      assert.notEqual(words, reasonInWords("none such", outcome), reason_code);
    }
    const given = new Set([...outcomes.keys(), ...aside.reasons]);
    assert.deepEqual([...given].toSorted(), Object.keys(automaticReasons).toSorted());
  });

  test("as a signal has words for the player", () => {
    for (const explanation of new Set(verdicts.flatMap(({ signals }) => signals.map((signal) => signal.explanation))))
      assert.match(explanation, /^[A-Z].{15,150}\.$/);
  });

  test("is said in different words each", () => {
    for (const words of [ruleFlags, automaticReasons].map((table) => Object.values(table))) assert.equal(new Set(words).size, words.length);
  });
});

test("a flag or a reason of another version is still said in words", () => {
  assert.equal(flagInWords("of_long_ago"), "of long ago");
  for (const name of ["toString", "__proto__"]) {
    assert.match(flagInWords(name), /\w/);
    assert.match(reasonInWords(name, "in_review"), sentence);
  }
});
