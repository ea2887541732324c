import assert from "node:assert/strict";
import { test } from "node:test";
import { mayTellAgain } from "../src/index.ts";

test("a growing count is told from so many people on, and then only in steps that tell nobody apart", () => {
  let told = 0;
  const toldAt: number[] = [];
  for (let people = 0; people <= 30; people += 1) {
    if (!mayTellAgain({ people, told, least: 10 })) continue;
    toldAt.push(people);
    told = people;
  }
  assert.deepEqual(toldAt, [10, 15, 20, 25, 30]);
});
