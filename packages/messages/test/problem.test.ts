import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inputWords, problemWords, titleOf } from "@oneheart/contracts";
import { inputMessage, problemDetail, problemTitle } from "../src/index.ts";

const thai = /[\u0e00-\u0e7f]/;
const quoted = (words: string) => new Set(words.match(/`[^`]+`/g));

describe("a problem", () => {
  const codes = Object.keys(problemWords);

  it("has a title and a detail in Thai for each code", () => {
    assert.ok(codes.length > 100);
    for (const code of codes) {
      assert.match(problemTitle(code, "th"), thai, code);
      assert.match(problemDetail(code, "th")!, thai, code);
    }
  });

  it("names the same fields and addresses in Thai, so that a client can do what it says", () => {
    for (const code of codes) assert.deepEqual(quoted(problemDetail(code, "th")!), quoted(problemDetail(code, "en")!), code);
  });

  it("in English has the words of the contract, and a code of none is told by its name", () => {
    for (const code of codes) assert.equal(problemDetail(code, "en"), problemWords[code]);
    assert.equal(problemTitle("quest_not_active", "en"), "Quest not active");
    assert.equal(problemTitle("of_another_program", "th"), titleOf("of_another_program"));
    assert.equal(problemTitle("constructor", "th"), "Constructor");
    assert.equal(problemDetail("constructor", "th"), undefined);
  });
});

describe("what is wrong with a field", () => {
  it("is said in Thai for all words of the contract, each of which means one thing", () => {
    const words = Object.values(inputWords);
    assert.equal(new Set(words).size, words.length);
    for (const one of words) {
      assert.match(inputMessage(one, "th"), thai, one);
      assert.equal(inputMessage(one, "en"), one);
    }
  });

  it("stays as it is where the words are not of the contract", () => {
    for (const words of ["Invalid input", "constructor", ""]) assert.equal(inputMessage(words, "th"), words);
  });
});
