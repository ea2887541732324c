import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import {
  ApiError,
  analyticsContract,
  createClient,
  identityContract,
  impactContract,
  playerContract,
  tokenContract,
} from "@oneheart/contracts";
import { openProgramme, type Programme, questReaches, register, until } from "@oneheart/testing";
import type { RunningServer } from "../src/index.ts";
import { adminPassword, handIn, playerHandsIn, serveHere } from "./harness.ts";

const { getBalance, transferTokens, createReward, redeemReward, listRedemptions, tokenHistory } = tokenContract.operations;

describe("the main job, in one process", () => {
  let stop: () => Promise<void>;
  let server: RunningServer;
  let programme: Programme;

  before(async () => {
    const here = await serveHere();
    ({ server } = here);
    stop = here.stop;
    programme = await openProgramme(server.url, adminPassword);
  });
  after(() => stop());

  it("goes from registration to redemption, and every number agrees", async () => {
    const { person, questId } = await playerHandsIn(server.url, programme, "ผู้เล่น_🌱");
    const quest = await questReaches(person, questId, "completed");
    assert.equal(quest.next_step.code, "done_community");
    const earned = await person.call(getBalance, {});
    assert.deepEqual({ xp: earned.xp, heart_tokens: earned.heart_tokens }, { xp: quest.reward_xp, heart_tokens: quest.reward_tokens });

    const me = await until(
      () => person.call(playerContract.operations.getPlayer, { id: "me" }),
      ({ profile }) => profile.badges.length > 0,
      "the first badge",
    );
    assert.equal(me.profile.total_xp, quest.reward_xp);
    assert.equal(me.profile.heart_tokens, quest.reward_tokens);
    assert.equal(me.inventory.completed_missions, 1);

    const { items } = await person.call(impactContract.operations.listLedger, { player_id: person.id });
    assert.deepEqual(
      items.map((entry) => [entry.xp_delta, entry.tokens_delta, entry.player_did]),
      [[quest.reward_xp, quest.reward_tokens, person.did]],
    );
    const split = Object.values(items[0]!.fund_allocation).reduce((sum, part) => sum + part, 0);
    assert.equal(split, Math.round(items[0]!.impact_credits_delta * 100));

    const reward = await programme.admin.call(createReward, { category: "digital", name: "A certificate", price_tokens: 3, quantity: 1 });
    const redemption = await person.call(redeemReward, { reward_id: reward.id });
    await until(
      () => person.call(listRedemptions, {}),
      (page) => page.items.some((item) => item.redemption_id === redemption.redemption_id && item.status === "fulfilled"),
      "the redemption to be fulfilled",
    );
    const left = await person.call(getBalance, {});
    assert.deepEqual([left.heart_tokens, left.held], [earned.heart_tokens - 3, 0]);
    const history = await person.call(tokenHistory, {});
    assert.equal(
      history.items.reduce((sum, entry) => sum + entry.amount, 0),
      left.heart_tokens,
    );
  });

  it("is in every figure of the programme within seconds, and leads from there to the receipt", async () => {
    const { programmeFigures, actionEntries, flowEntries } = analyticsContract.operations;
    const anyone = createClient({ base_url: server.url });
    const [{ person, questId }, earlier] = [await playerHandsIn(server.url, programme), await anyone.call(programmeFigures, {})];
    const { reward_tokens } = await questReaches(person, questId, "completed");
    const now = await until(
      () => anyone.call(programmeFigures, {}),
      ({ verified_actions, tokens_issued }) =>
        verified_actions.value! > earlier.verified_actions.value! && tokens_issued.value! >= earlier.tokens_issued.value! + reward_tokens,
      "the action to be in the figures",
    );
    const entries = await anyone.call(actionEntries, {
      ...(now.verified_actions.drill!.query as { figure: "verified_actions"; upto: number }),
    });
    assert.deepEqual([entries.sum, entries.items.length], [now.verified_actions.value, now.verified_actions.basis.count]);
    for (const figure of ["tokens_issued", "tokens_burned", "tokens_held", "credits_awarded", "pool_local"] as const) {
      const { tree_size } = now[figure].drill!.query as { tree_size: number };
      const { items, sum } = await anyone.call(flowEntries, { figure, tree_size, limit: 100 });
      const added = items.reduce((total, { amount }) => total + amount, 0);
      assert.deepEqual([sum, added, items.length], [now[figure].value, now[figure].value, now[figure].basis.count], figure);
    }
    assert.equal(now.tokens_held.value, now.tokens_issued.value! - now.tokens_burned.value!);
    await until(
      () => fetch(new URL(`/api/impact/receipt/${entries.items[0]!.ledger_id}`, server.url)),
      ({ status }) => status === 200,
      "the receipt of the newest entry",
    );
  });

  it("lets fifty parallel transfers of the same last token succeed exactly once", async () => {
    const { person, questId } = await playerHandsIn(server.url, programme);
    await questReaches(person, questId, "completed");
    const other = await register(server.url, `receiver_${process.pid}`);
    const { heart_tokens } = await person.call(getBalance, {});
    if (heart_tokens > 1) await person.call(transferTokens, { to: other.id, amount: heart_tokens - 1 });
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => person.call(transferTokens, { to: other.did, amount: 1 })));
    assert.equal(tries.filter(({ status }) => status === "fulfilled").length, 1);
    for (const result of tries)
      if (result.status === "rejected")
        assert.ok(result.reason instanceof ApiError && result.reason.code === "insufficient_funds", String(result.reason));
    assert.equal((await person.call(getBalance, {})).heart_tokens, 0);
    assert.equal((await other.call(getBalance, {})).heart_tokens, heart_tokens);
  });

  it("rewards one player's many quests each exactly once", async () => {
    const person = await register(server.url, `busy_${process.pid}`);
    const quests: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { questId } = await handIn(person, programme);
      await questReaches(person, questId, "completed");
      quests.push(questId);
    }
    const { items } = await person.call(impactContract.operations.listLedger, { player_id: person.id });
    assert.equal(items.length, quests.length);
    const { xp } = await person.call(getBalance, {});
    assert.equal(
      xp,
      items.reduce((sum, entry) => sum + entry.xp_delta, 0),
    );
  });

  it("ends a session at once on log-out", async () => {
    const visitor = createClient({ base_url: server.url });
    const session = await visitor.call(identityContract.operations.register, {
      username: `leaver_${process.pid}`,
      email: `${randomUUID()}@example.org`,
      password: "a long enough one",
    });
    const client = createClient({ base_url: server.url, token: () => session.access_token });
    await client.call(getBalance, {});
    await client.call(identityContract.operations.logout, {});
    await assert.rejects(client.call(getBalance, {}), (error) => error instanceof ApiError && error.status === 401);
  });
});
