import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { automaticReasons, ruleFlags } from "@oneheart/contracts";
import { flagMessage, type Language, reasonMessage, render, signalWords } from "@oneheart/messages";
import { type Assessment, assess } from "../src/assessment/rules/assess.ts";
import { builtInRules, currentRules } from "../src/rule-sets/rules/rule-set.ts";
import { noteworthyFacts } from "./support/noteworthy-facts.ts";

const flagInWords = (flag: string, language: Language = "en") => render(flagMessage(flag), language);
const reasonInWords = (code: string, outcome: "verified" | "in_review" | "rejected") => render(reasonMessage(code, outcome), "en");
const sentence = /^[A-Z].{15,170}\.$/;
/** Given without a rule: an analysis that broke off, and an erasure. */
const aside = { flags: ["analysis_failed"], reasons: ["analysis_failed", "player_erased"] };

describe("whatever rules can say", () => {
  let assessments: Assessment[] = [];
  before(() => {
    const ruleSets = [...builtInRules, { ...currentRules, verify_max_tokens: 0 }];
    assessments = [...noteworthyFacts()].flatMap((facts) => ruleSets.map((rules) => assess(facts, rules)));
  });

  test("as a flag has words for the reviewer, and every word is of a flag that is given", () => {
    const given = new Set([...assessments.flatMap(({ flags }) => flags), ...aside.flags]);
    assert.deepEqual([...given].toSorted(), Object.keys(ruleFlags).toSorted());
    for (const flag of given) {
      assert.match(flagInWords(flag), sentence);
      assert.match(flagInWords(flag, "th"), /[\u0e00-\u0e7f]/);
    }
  });

  test("as a reason has words of its own for the player", () => {
    const outcomes = new Map(assessments.map(({ reason_code, outcome }) => [reason_code, outcome]));
    for (const [reason_code, outcome] of outcomes) {
      const words = reasonInWords(reason_code, outcome);
      assert.match(words, sentence);
      assert.notEqual(words, reasonInWords("none such", outcome), reason_code);
    }
    const given = new Set([...outcomes.keys(), ...aside.reasons]);
    assert.deepEqual([...given].toSorted(), Object.keys(automaticReasons).toSorted());
  });

  test("as a signal has words for the player and for the reviewer, in both languages", () => {
    const said = new Map(
      assessments.flatMap(({ signals }) => signals.map(({ explanation }) => [JSON.stringify(explanation), explanation])),
    );
    for (const explanation of said.values()) {
      assert.match(signalWords(explanation, "player", "en"), /^[A-Z].{15,160}\.$/);
      assert.match(signalWords(explanation, "reviewer", "en"), /^[A-Z].{15,160}\.$/);
      assert.doesNotMatch(signalWords(explanation, "reviewer", "en"), /\b[Yy]ou|person looks/);
      for (const reader of ["player", "reviewer"] as const) assert.match(signalWords(explanation, reader, "th"), /[\u0e00-\u0e7f]/);
    }
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
