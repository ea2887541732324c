import assert from "node:assert/strict";
import { it } from "node:test";
import { notificationContract, playerContract, proofContract, questContract, tokenContract } from "@oneheart/contracts";
import { proofInternal } from "@oneheart/contracts/internal";
import { composeHome } from "../src/home-screen/compose.ts";
import { nextQuest } from "../src/home-screen/next-quest.ts";

const quest = (status: string, locked_because: string[] = []) => ({ status, locked_because }) as never;

it("a quest under way comes first, then one that can be started", () => {
  const [locked, open, active] = [quest("available", ["level_too_low"]), quest("available"), quest("active")];
  assert.deepEqual(nextQuest([locked, open, active], true), { quest: active, because: "under_way" });
  assert.deepEqual(nextQuest([quest("submitted"), locked, open], true), { quest: open, because: "near" });
  assert.deepEqual(nextQuest([open], false), { quest: open, because: "open" });
  assert.equal(nextQuest([locked], false), null);
});

it("a part whose service is away is null, and the others are there", async () => {
  const proof = (proof_id: string, step: string, status = "rejected") => ({ proof_id, status, next_step: { do: step } });
  const answers = new Map<unknown, unknown>([
    [playerContract.operations.getPlayer, { id: "me" }],
    [playerContract.operations.actionDays, { days: [], streak_days: 0 }],
    [questContract.operations.listQuests, { items: [], next_cursor: null }],
    [questContract.operations.ownImpact, { items: [] }],
    [tokenContract.operations.getBalance, null],
    [proofContract.operations.listProofs, { items: [proof("a", ""), proof("b", ""), proof("c", "", "verified")] }],
    [notificationContract.operations.listNotifications, null],
  ]);
  let ids: unknown;
  const home = await composeHome(
    (async (operation: unknown, input: { ids?: unknown }) => {
      if (operation !== proofInternal.operations.readProofs) return answers.get(operation);
      ids = input.ids;
      return { items: [proof("a", "appeal"), proof("b", "nothing")] };
    }) as never,
    {},
  );
  assert.deepEqual([home.balance, home.notifications, home.next], [null, null, null]);
  assert.deepEqual([home.quests, home.impact, home.days], [[], [], { days: [], streak_days: 0 }]);
  assert.deepEqual(ids, ["a", "b"]);
  assert.deepEqual(
    home.waiting!.map(({ proof_id, next_step }) => [proof_id, next_step.do]),
    [["a", "appeal"]],
  );
});
