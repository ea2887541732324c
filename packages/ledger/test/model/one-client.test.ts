import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { codes, type Scenario, START, startScenario } from "../scenario.ts";
import { answerBatch, type Model, newModel } from "./model.ts";
import {
  type Asked,
  askedOf,
  draftOf,
  HOLDS,
  minutesAfterStart,
  type Names,
  namesOf,
  OPENING,
  OWNERS,
  type Request,
  recall,
  requests,
} from "./requests.ts";
import { settings } from "./settings.ts";

type Step = { type: "batch"; asked: Asked[] } | { type: "wait"; minutes: number } | { type: "expire"; limit: number };

const corrects = fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(9) });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant("batch" as const),
      asked: fc.array(askedOf(requests(corrects)), { minLength: 1, maxLength: 5, size: "max" }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 15 }) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("expire" as const), limit: fc.integer({ min: 1, max: 3 }) }) },
);

const steps = fc.array(step, { minLength: 1, maxLength: 16, size: "max" });

/** Every answer that this small world has. */
const REACHABLE = [
  "burned_not_spendable",
  "corrected_not_found",
  "duplicate_entry_id",
  "duplicate_id_other_content",
  "hold_already_resolved",
  "hold_amount_exceeded",
  "hold_expired",
  "hold_not_expired",
  "hold_not_found",
  "idempotency_mismatch",
  "insufficient_funds",
  "ok",
  "replayed",
  "self_transfer",
];

/** The longest overdue come first; the model's clock says which are overdue. */
function expireInModel(model: Model, limit: number): number {
  const overdue = [...model.holds.keys()].filter((hold) => {
    const { minutes } = HOLDS[hold]!;
    return model.holds.get(hold) === "open" && minutes !== undefined && minutes <= model.minutes;
  });
  const due = overdue.sort((a, b) => HOLDS[a]!.minutes! - HOLDS[b]!.minutes!).slice(0, limit);
  for (const hold of due) answerBatch(model, [{ parts: [{ type: "expiry", hold }], id: undefined, key: undefined, corrects: undefined }]);
  return due.length;
}

/** The steps on the model alone; answers every code that a client would get. */
function codesOf(steps: readonly Step[]): string[] {
  const model = newModel(0);
  const earlier: Request[] = [];
  const codes: string[] = answerBatch(model, recall(OPENING, earlier));
  for (const one of steps) {
    if (one.type === "batch") codes.push(...answerBatch(model, recall(one.asked, earlier)));
    else if (one.type === "expire") expireInModel(model, one.limit);
    else model.minutes += one.minutes;
  }
  return codes;
}

describe("a client whose requests are a model's", () => {
  let scenario: Scenario;
  before(async () => {
    scenario = await startScenario(2);
  });
  after(() => scenario.end());

  let run = 0;

  async function burnedBefore(): Promise<number> {
    const [burned] = await scenario.ledger.balances(scenario.db, [namesOf(0).owner("burned")]);
    return Number(burned!.posted);
  }

  /** What an earlier run left open would be found again. */
  async function freeWhatIsOverdue(): Promise<void> {
    scenario.clock.now = minutesAfterStart(60);
    await scenario.inTransaction((tx) => scenario.ledger.expireHolds(tx, { limit: 1000 }));
    scenario.clock.now = START;
  }

  async function expire(model: Model, limit: number): Promise<void> {
    const results = await scenario.inTransaction((tx) => scenario.ledger.expireHolds(tx, { limit }));
    const count = expireInModel(model, limit);
    assert.deepEqual(
      codes(results),
      Array.from({ length: count }, () => "ok"),
    );
  }

  async function take(step: Step, model: Model, earlier: Request[], names: Names): Promise<void> {
    if (step.type === "batch") {
      const batch = recall(step.asked, earlier);
      const answers = codes(await scenario.post(...batch.map((request) => draftOf(request, names))));
      assert.deepEqual(answers, answerBatch(model, batch));
    } else if (step.type === "expire") await expire(model, step.limit);
    else {
      model.minutes += step.minutes;
      scenario.clock.now = minutesAfterStart(model.minutes);
    }
  }

  async function balancesAgree(model: Model, names: Names): Promise<void> {
    const parties = [...OWNERS, "burned"] as const;
    const balances = await scenario.ledger.balances(
      scenario.db,
      parties.map((party) => names.owner(party)),
    );
    for (const [index, party] of parties.entries()) {
      assert.equal(balances[index]!.posted, BigInt(model.posted.get(party)!), party);
      assert.equal(balances[index]!.pending, BigInt(model.pending.get(party) ?? 0), party);
    }
  }

  it("meets every kind of answer, so that the property looks at them all", () => {
    const codes = fc.sample(steps, { numRuns: 100, seed: 1 }).flatMap(codesOf);
    assert.deepEqual([...new Set(codes)].sort(), REACHABLE);
  });

  it("gets the model's answers and balances: posts, holds, captures, releases, expiries, corrections, repeats and refusals", async () => {
    const property = fc.asyncProperty(steps, async (all) => {
      run += 1;
      const names = namesOf(run);
      const model = newModel(await burnedBefore());
      await freeWhatIsOverdue();
      const earlier: Request[] = [];
      await take({ type: "batch", asked: [...OPENING] }, model, earlier, names);
      for (const one of all) await take(one, model, earlier, names);
      await balancesAgree(model, names);
    });
    await fc.assert(property, settings(30));
    const { codes: findings } = await scenario.audit();
    assert.deepEqual(findings, []);
  });
});
