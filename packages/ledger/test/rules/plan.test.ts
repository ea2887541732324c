import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { AccountRef } from "../../src/index.ts";
import { accountKey } from "../../src/rules/catalogue.ts";
import { type Entry, entriesOf } from "../../src/rules/entry.ts";
import { type PlanItem, plan, type World } from "../../src/rules/plan.ts";
import { type Accounts, available } from "../../src/rules/running-balance.ts";
import { issuance, move, player, START } from "../scenario.ts";

const AMOUNT_MAX = 2n ** 63n - 1n;

function worldOf(balances: Record<string, bigint>): World {
  const accounts: Accounts = new Map();
  const add = (ref: AccountRef, credits_posted: bigint, may_go_negative: boolean) => {
    const zero = { debits_posted: 0n, debits_pending: 0n, credits_pending: 0n, version: 0n };
    accounts.set(accountKey(ref), { id: accountKey(ref), credits_posted, ...zero, may_go_negative });
  };
  add(issuance(), 0n, true);
  for (const [owner, balance] of Object.entries(balances)) add(player(owner), balance, false);
  const none = new Set<string>();
  return {
    accounts,
    stored_holds: none,
    resolved_holds: none,
    stored_entry_ids: none,
    stored_transaction_ids: none,
    taken_ids: none,
    now: START,
  };
}

let count = 0;
function itemOf(...moves: Array<[string, string, bigint]>): PlanItem {
  const id = `00000000-0000-7000-8000-${String(++count).padStart(12, "0")}`;
  const transfers = moves.map(([from, to, amount]) => move(player(from), player(to), amount).transfers![0]!);
  const entries = entriesOf(id, { ...move(issuance(), player("a"), 1n), transfers }, () => undefined) as Entry[];
  return { id, entries, idempotency_hash: undefined, corrects: undefined };
}

const types = (items: PlanItem[], world: World) => plan(items, world).map((outcome) => outcome.type);

describe("plan", () => {
  it("lets a later item spend what an earlier one paid in", () => {
    assert.deepEqual(types([itemOf(["a", "b", 5n]), itemOf(["b", "c", 5n])], worldOf({ a: 5n, b: 0n, c: 0n })), ["accepted", "accepted"]);
  });

  it("does not let an earlier item spend what only a later one pays in", () => {
    assert.deepEqual(types([itemOf(["b", "c", 5n]), itemOf(["a", "b", 5n])], worldOf({ a: 5n, b: 0n, c: 0n })), ["refused", "accepted"]);
  });

  it("leaves no trace of a refused item, even when its first entries could be applied", () => {
    const world = worldOf({ a: 5n, b: 0n, c: 0n });
    const before = new Map(world.accounts);
    assert.deepEqual(types([itemOf(["a", "b", 5n], ["b", "c", 6n])], world), ["refused"]);
    assert.deepEqual(world.accounts, before);
  });

  it("refuses a sum beyond 2^63 - 1", () => {
    const [outcome] = plan([itemOf(["a", "b", 1n])], worldOf({ a: 1n, b: AMOUNT_MAX }));
    assert.equal(outcome?.type === "refused" && outcome.refusal.code, "amount_too_large");
  });

  it("calls the second of two items with the same id a repeat, unless the first was refused", () => {
    const item = itemOf(["a", "b", 5n]);
    assert.deepEqual(types([item, item], worldOf({ a: 5n, b: 0n })), ["accepted", "repeat"]);
    assert.deepEqual(types([item, item], worldOf({ a: 4n, b: 0n })), ["refused", "refused"]);
  });

  it("agrees with posting item by item: nothing is lost, made or overdrawn, whatever the order", () => {
    const owners = ["a", "b", "c"];
    const owner = fc.constantFrom(...owners);
    const someMove = fc.tuple(owner, owner, fc.bigInt({ min: 1n, max: 20n })).filter(([from, to]) => from !== to);
    fc.assert(
      fc.property(fc.array(fc.array(someMove, { minLength: 1, maxLength: 3 }), { maxLength: 20 }), (drafts) => {
        const items = drafts.map((moves) => itemOf(...moves));
        const together = worldOf({ a: 10n, b: 10n, c: 10n });
        const apart = worldOf({ a: 10n, b: 10n, c: 10n });
        assert.deepEqual(
          plan(items, together),
          items.map((item) => plan([item], apart)[0]!),
        );
        assert.deepEqual(together.accounts, apart.accounts);
        const left = owners.map((name) => available(together.accounts.get(accountKey(player(name)))!));
        assert.ok(left.every((amount) => amount >= 0n));
        assert.equal(
          left.reduce((sum, amount) => sum + amount, 0n),
          30n,
        );
      }),
    );
  });
});
