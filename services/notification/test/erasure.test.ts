import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { notificationContract } from "@oneheart/contracts";
import { playerInternal, tokenInternal } from "@oneheart/contracts/internal";
import { newId, type Principal } from "@oneheart/kernel";
import { bootServices, plainPlayer, stub, type TestApp } from "@oneheart/testing";
import { sql } from "kysely";
import { notificationService } from "../src/service.ts";
import { announce, boot, someone } from "./support.ts";

const { listNotifications, registerDevice } = notificationContract.operations;

let app: TestApp;
before(async () => {
  app = await boot();
});
after(() => app?.stop());

const erase = (player_id: string) => app.emit(playerInternal.events.playerErased, { player_id, erased_name: "erased-0" });
const inbox = async (on: TestApp, reader: Principal) => (await on.call(listNotifications, {}, { as: reader })).items;

const transfer = (from: string, to: string) => ({
  transfer_id: newId(),
  from_player_id: from,
  to_player_id: to,
  amount: 3,
  memo: "somchai was here",
});

test("an erased player has no notifications, devices or number, and is sent nothing any more", async () => {
  const [player, other] = [await someone(app), await someone(app)];
  for (const reader of [player, other]) {
    const target = { kind: "expo" as const, token: `ExponentPushToken[${newId()}]` };
    await app.call(registerDevice, { target }, { as: reader });
    await announce(app, reader);
  }
  await app.settled();
  await erase(player.playerId);
  await app.settled();
  assert.deepEqual(await inbox(app, player), []);
  assert.equal((await inbox(app, other)).length, 1);
  const { rows } = await sql`SELECT player_id FROM push_devices`.execute(app.db);
  assert.deepEqual(rows, [{ player_id: other.playerId }]);
  const preferences = await sql`SELECT email, push, sms FROM notification_preferences WHERE player_id = ${player.playerId}`.execute(app.db);
  assert.deepEqual(preferences.rows, [{ email: [], push: [], sms: [] }]);
});

test("what others were told repeats neither the name nor the words of an erased sender", async () => {
  const [sender, reader] = [await someone(app), await someone(app)];
  await app.emit(tokenInternal.events.tokensTransferred, transfer(sender.playerId, reader.playerId));
  await app.settled();
  assert.match((await inbox(app, reader))[0]!.body, /somchai was here/);
  await erase(sender.playerId);
  await app.settled();
  const [told] = await inbox(app, reader);
  assert.deepEqual([told!.title, told!.body], ["Heart tokens received", "Somebody who has left sent you Heart tokens."]);
});

test("a name that was asked for before the erasure and written after it does not stay", async () => {
  let asked = 0;
  const findPlayers = stub(playerInternal.operations.findPlayers, ({ ids }) => {
    const erased = ++asked > 1;
    return { items: [plainPlayer({ id: ids[0]!, username: erased ? "erased-0" : "somchai", erased })] };
  });
  const alone = await bootServices([notificationService], { stubs: [findPlayers] });
  try {
    const reader = alone.player();
    await alone.emit(tokenInternal.events.tokensTransferred, transfer(newId(), reader.playerId));
    await alone.settled();
    const [told] = await inbox(alone, reader);
    assert.ok(!JSON.stringify(told).includes("somchai"), JSON.stringify(told));
  } finally {
    await alone.stop();
  }
});
