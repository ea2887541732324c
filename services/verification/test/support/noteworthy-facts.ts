import type { Facts } from "../../src/assessment/rules/facts.ts";
import { factsWith } from "./facts.ts";
import { account } from "./facts-of-v2.ts";
import { factsOfV3 } from "./facts-of-v3.ts";

/** What only rule sets from the fourth on look at, one thing at a time. */
const noteworthy: Array<Partial<Facts>> = [
  { account: { ...account, address: { compared: false, others: 0, alike: 0 } } },
  { account: { ...account, address: { compared: true, others: 1, alike: 0 } } },
  { account: { ...account, address: { compared: true, others: 9, alike: 9 } } },
];

/** Facts that make every rule of every rule set say everything that it can say. */
export function* noteworthyFacts(): Generator<Facts> {
  yield* factsOfV3();
  for (const facts of noteworthy) yield { ...factsWith(), ...facts };
}
