import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { english } from "../src/en/index.ts";
import { thai } from "../src/th/index.ts";

/** The parameters of an ICU message with the kind of value that each takes. */
function parametersOf(icu: string): string[] {
  const found = new Set<string>();
  const visit = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      if (element.type === TYPE.argument) found.add(`${element.value}: text`);
      if (element.type === TYPE.number || element.type === TYPE.plural) found.add(`${element.value}: number`);
      if (element.type === TYPE.plural || element.type === TYPE.select)
        for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(parse(icu));
  return [...found].sort();
}

describe("every message", () => {
  it("exists in Thai with the parameters of the English one, and the other way round", () => {
    const codes = Object.keys(english) as Array<keyof typeof english>;
    assert.ok(codes.length > 50);
    assert.deepEqual(Object.keys(thai).sort(), [...codes].sort());
    for (const code of codes) assert.deepEqual(parametersOf(thai[code]), parametersOf(english[code]), code);
  });

  it("in Thai is written in Thai", () => {
    const latin = Object.entries(thai).filter(
      ([, words]) => !/[\u0e00-\u0e7f]/.test(words) && /[a-z]{4}/i.test(words.replace(/\{[^}]*\}/g, "")),
    );
    assert.deepEqual(latin, []);
  });
});
