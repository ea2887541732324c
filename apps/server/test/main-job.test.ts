import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it } from "node:test";
import {
  ApiError,
  analyticsContract,
  createClient,
  type Figure,
  identityContract,
  impactContract,
  type Operation,
  playerContract,
  sponsorContract,
  tokenContract,
} from "@oneheart/contracts";
import { type OpenDatabase, openDatabase } from "@oneheart/kernel";
import { openProgramme, type Programme, questReaches, register, settled, until } from "@oneheart/testing";
import type { RunningServer } from "../src/index.ts";
import { adminPassword, handIn, playerHandsIn, serveHere } from "./harness.ts";
import { askedByGraphql, figuresIn, holds, linesOfCsv, linesOfPage, uncounted } from "./surfaces/figures.ts";
import { sponsorTogether } from "./surfaces/sponsors.ts";

const { getBalance, transferTokens, createReward, redeemReward, listRedemptions, tokenHistory } = tokenContract.operations;

describe("the main job, in one process", () => {
  let stop: () => Promise<void>;
  let server: RunningServer;
  let programme: Programme;
  let sponsors: Awaited<ReturnType<typeof sponsorTogether>>;
  let looking: OpenDatabase;

  before(async () => {
    const here = await serveHere();
    ({ server } = here);
    looking = openDatabase(here.databaseUrl, { max: 1, application_name: "test" });
    stop = here.stop;
    programme = await openProgramme(server.url, adminPassword);
    sponsors = await sponsorTogether(server.url, programme);
  });
  after(async () => {
    await looking.close();
    await stop();
  });

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

  it("tells each figure alike on every surface, and each is what its list comes to", async () => {
    const { programmeFigures, adminDashboard, economyMonitor, nationDashboard } = analyticsContract.operations;
    const { admin } = programme;
    const url = server.url;
    // The fifth person: of fewer nothing is told to a government.
    const { person, questId } = await playerHandsIn(url, programme);
    await questReaches(person, questId, "completed");
    await settled(looking.db);
    await until(
      () => uncounted(looking),
      (entries) => entries === 0,
      "everything to be sealed and counted",
    );
    const visitor = createClient({ base_url: url });
    const { access_token } = await visitor.call(identityContract.operations.login, { identifier: "admin", password: adminPassword });
    const month = new Date().toISOString().slice(0, 7);
    const surfaces: Array<[Operation, Record<string, string>]> = [
      [programmeFigures, {}],
      [adminDashboard, {}],
      [economyMonitor, {}],
      [nationDashboard, { from: month, to: month }],
      [sponsorContract.operations.sponsorPanel, sponsors],
      [sponsorContract.operations.sponsorRoi, sponsors],
    ];
    const told = new Map<string, Figure>();
    for (const [operation, input] of surfaces) {
      const figures = figuresIn(await admin.call(operation, input));
      assert.ok(figures.size >= 3, operation.name);
      const same = figuresIn(await askedByGraphql(url, access_token, operation, input, figures.keys()));
      for (const [path, figure] of figures) {
        const { value, unit, basis } = same.get(path)!;
        assert.deepEqual([value, unit, basis.count], [figure.value, figure.unit, figure.basis.count], `${operation.name} ${path}`);
        // How many different people there are is no sum of any list, and is rounded for governments.
        if (operation !== nationDashboard || figure.unit !== "people") await holds(admin, figure);
        told.set(`${operation.name}.${path}`, figure);
      }
    }
    const valueAt = (name: string) => told.get(name)!.value!;
    for (const [one, other] of [
      ["programmeFigures.tokens_issued", "economyMonitor.tokens_issued"],
      ["programmeFigures.coverage", "economyMonitor.coverage"],
      ["programmeFigures.verified_actions", "nationDashboard.total.actions"],
      ["programmeFigures.players_who_acted", "adminDashboard.funnel.verified"],
      ["sponsorPanel.spent", "sponsorRoi.invested"],
      ["sponsorPanel.actions", "sponsorRoi.actions"],
    ] as const)
      assert.equal(valueAt(one), valueAt(other), `${one} and ${other}`);
    // The other sponsor has the rest of each action.
    assert.equal(valueAt("sponsorPanel.actions"), valueAt("programmeFigures.verified_actions") * 666_667);

    const report = await admin.call(sponsorContract.operations.makeReport, sponsors);
    const textAt = async (link: string) => (await fetch(new URL(link, url))).text();
    const csv = linesOfCsv(await textAt(report.csv_url)).sort();
    for (const page of report.pages) assert.deepEqual(linesOfPage(await textAt(page.url)).sort(), csv, page.language);
    const whole = csv.filter((row) => row.startsWith("whole|"));
    const panel = (["actions", "cost_per_action", "people", "spent"] as const).map((name) => [
      "whole",
      sponsors.organisation_id,
      name,
      valueAt(`sponsorPanel.${name}`),
    ]);
    assert.deepEqual(
      whole,
      panel.map((row) => row.join("|")),
    );
  });
});
