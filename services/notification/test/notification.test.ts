import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { notificationContract } from "@oneheart/contracts";
import { impactInternal, questInternal, tokenInternal, verificationInternal } from "@oneheart/contracts/internal";
import { isOperationError, newId, type Principal } from "@oneheart/kernel";
import { type TestApp, until } from "@oneheart/testing";
import { sql } from "kysely";
import { boot, someone as create, redemptionOf } from "./support.ts";

const { listNotifications, readNotification, getPreferences, setPreferences, registerDevice } = notificationContract.operations;

describe("notifications", () => {
  let app: TestApp;
  before(async () => {
    app = await boot();
  });
  after(() => app.stop());
  const someone = () => create(app);

  const rewardOf = (player_id: string, more: Partial<{ badges: string[]; level_after: number }> = {}) => ({
    ledger_id: newId(),
    action_id: newId(),
    quest_id: newId(),
    mission_id: newId(),
    zone_id: newId(),
    player_id,
    xp: 120,
    tokens: 1,
    credits_minor: 500,
    badges: [],
    level_before: 1,
    level_after: 1,
    streak_days: 1,
    action_day: "2026-11-22",
    recorded_at: app.clock.now().toISOString(),
    ...more,
  });

  const inbox = async (as: Principal) => (await app.call(listNotifications, {}, { as })).items;

  it("tell of the reward, the new level and each badge", async () => {
    const as = await someone();
    await app.emit(impactInternal.events.impactRecorded, rewardOf(as.playerId, { badges: ["first_step", "mentor"], level_after: 2 }));
    await app.settled();
    const { items, unread_count } = await app.call(listNotifications, {}, { as });
    assert.deepEqual(items.map(({ type }) => type).sort(), ["badge", "badge", "level", "reward"]);
    assert.equal(unread_count, 4);
    assert.match(items.find(({ type }) => type === "reward")!.body, /120 XP and 1 Heart token\./);
  });

  it("of one event that is delivered again are not doubled", async () => {
    const as = await someone();
    const event_id = newId();
    const delivery = {
      event_id,
      type: "impact.recorded",
      payload: rewardOf(as.playerId),
      request_id: "r",
      emitted_at: app.clock.now().toISOString(),
    };
    for (let time = 0; time < 3; time += 1) {
      await sql`SELECT graphile_worker.add_job('notification:on-impact-recorded', ${JSON.stringify(delivery)}::json)`.execute(app.db);
    }
    await app.settled();
    assert.equal((await inbox(as)).length, 1);
  });

  it("tell of transfers, redemptions, failures and reviews, each to the one concerned", async () => {
    const [sender, reader] = [await someone(), await someone()];
    const player_id = reader.playerId;
    const quest = { quest_id: newId(), mission_id: newId(), zone_id: newId(), player_id, title: "ปลูกป่า" };
    const proof = { proof_id: newId(), action_id: newId(), player_id, authenticity_score: 40, reason_code: "x" };
    await app.emit(tokenInternal.events.tokensTransferred, {
      transfer_id: newId(),
      from_player_id: sender.playerId,
      to_player_id: player_id,
      amount: 3,
      memo: "ขอบคุณ",
    });
    await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(player_id));
    await app.emit(tokenInternal.events.redemptionCancelled, { ...redemptionOf(player_id), reason: "sold out" });
    await app.emit(questInternal.events.questFailed, { ...quest, reason: "media_reused" });
    await app.emit(verificationInternal.events.proofDecided, { ...proof, status: "in_review" });
    await app.emit(verificationInternal.events.proofDecided, { ...proof, status: "verified" });
    await app.settled();
    assert.deepEqual((await inbox(reader)).map(({ type }) => type).sort(), ["mission", "review", "reward", "reward", "token"]);
    assert.deepEqual(await inbox(sender), []);
  });

  it("are read once, by their owner only", async () => {
    const [owner, other] = [await someone(), await someone()];
    await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(owner.playerId));
    await app.settled();
    const { id } = (await inbox(owner))[0]!;
    const refused = (error: unknown) => isOperationError(error, "notification_not_found");
    await assert.rejects(app.call(readNotification, { id }, { as: other }), refused);
    await assert.rejects(app.call(readNotification, { id: randomUUID() }, { as: owner }), refused);
    const { read_at } = await app.call(readNotification, { id }, { as: owner });
    app.clock.advance({ minutes: 5 });
    assert.equal((await app.call(readNotification, { id }, { as: owner })).read_at, read_at);
    assert.deepEqual((await app.call(listNotifications, { unread: true }, { as: owner })).items, []);
  });

  it("come in pages, newest first, without gap or double", async () => {
    const as = await someone();
    for (let count = 0; count < 7; count += 1) await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(as.playerId));
    await app.settled();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await app.call(listNotifications, { limit: 3, cursor }, { as });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    assert.equal(seen.length, 7);
    assert.deepEqual(seen, [...new Set(seen)].sort().reverse());
  });

  it("go by mail only to those who chose it", async () => {
    const [wants, not] = [await someone(), await someone()];
    await app.call(setPreferences, { email: ["reward"] }, { as: wants });
    assert.deepEqual((await app.call(getPreferences, {}, { as: wants })).email, ["reward"]);
    assert.deepEqual((await app.call(getPreferences, {}, { as: not })).email, []);
    for (const { playerId } of [wants, not]) await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(playerId));
    await app.settled();
    const outbox = (await readFile(join(app.dataDir, "outbox/mail.jsonl"), "utf8")).trim().split("\n");
    assert.equal(outbox.length, 1);
    assert.match(outbox[0]!, /Your reward is yours/);
  });

  it("go to a device that was registered, and the device's address is sealed", async () => {
    const as = await someone();
    await app.call(registerDevice, { target: { kind: "expo", token: "ExponentPushToken[abc]" } }, { as });
    await app.call(registerDevice, { target: { kind: "expo", token: "ExponentPushToken[abc]" } }, { as });
    const { rows } = await sql<{ target_sealed: string }>`SELECT target_sealed FROM push_devices WHERE player_id = ${as.playerId}`.execute(
      app.db,
    );
    assert.equal(rows.length, 1);
    assert.ok(!rows[0]!.target_sealed.includes("Exponent"));
    await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(as.playerId));
    await app.settled();
    assert.match(await readFile(join(app.dataDir, "outbox/push.jsonl"), "utf8"), /Your reward is yours/);
  });

  it("stream live, and resume after the last one seen", async () => {
    const as = await someone();
    await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(as.playerId));
    await app.settled();
    const seen = (await inbox(as))[0]!.id;
    await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(as.playerId));
    await app.settled();

    const leaving = new AbortController();
    const got: string[] = [];
    const answered = await app.kernel.dispatch({
      operation: notificationContract.operations.notificationStream,
      input: { last_event_id: seen },
      principal: as,
      requestId: "r",
      source: { ip: "", userAgent: "" },
      internal: false,
      signal: leaving.signal,
    });
    const reading = (async () => {
      for await (const event of answered.output as AsyncIterable<{ id: string }>) got.push(event.id);
    })();
    await until(
      async () => got.length,
      (count) => count === 1,
      "the missed notification",
    );
    await app.emit(tokenInternal.events.redemptionFulfilled, redemptionOf(as.playerId));
    await until(
      async () => got.length,
      (count) => count === 2,
      "the live notification",
    );
    leaving.abort();
    await reading;
    assert.deepEqual(
      got,
      (await inbox(as))
        .map(({ id }) => id)
        .filter((id) => id > seen)
        .sort(),
    );
  });
});
