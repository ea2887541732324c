/** What is left of a person after erasure: nothing that says who it was, and a ledger that still adds up and verifies. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import {
  ApiError,
  createClient,
  identityContract,
  mapContract,
  notificationContract,
  playerContract,
  proofContract,
  questContract,
  tokenContract,
} from "@oneheart/contracts";
import { logIn, openProgramme, type Person, type Programme, questReaches, register, takenAt, until } from "@oneheart/testing";
import { fetchText, verifyPublicLog } from "./crash/public-log.ts";
import { placesOf } from "./erasure/dump.ts";
import { type System, startSystem } from "./erasure/system.ts";
import { adminPassword, handIn } from "./harness.ts";

const { erasePlayer, register: registerPlayer, login, refresh } = identityContract.operations;
const { transferTokens, createReward, redeemReward, getBalance } = tokenContract.operations;
const { getPlayer, updatePlayer } = playerContract.operations;

const credentials = { username: "สมชาย_somchai_w", email: "Somchai.Leaves@example.org", password: "a walk through the old town" };
const phone = "+66812349876";
const bio = "I live behind the temple with the blue roof";
const memo = "from somchai with love";
const device = "ExponentPushToken[leaves-with-somchai]";

const refused = (status: number, code: string) => (error: unknown) =>
  error instanceof ApiError && error.status === status && error.code === code;

describe("erasing a person", () => {
  let system: System;
  let url: string;
  let programme: Programme;
  let person: Person;
  let friend: Person;
  let session: { access_token: string; refresh_token: string };
  let home: { lat: number; lng: number };
  let checkpoint: string;
  let sent: Buffer;
  let secrets: string[];

  before(async () => {
    system = await startSystem();
    url = system.server.url;
    programme = await openProgramme(url, adminPassword);
    friend = await register(url, "a_friend_who_stays");
    const [, photograph] = programme.photographs;
    home = { lat: Number((photograph!.lat + 0.000317).toFixed(6)), lng: Number((photograph!.lng + 0.000213).toFixed(6)) };
    secrets = [
      credentials.username,
      "somchai",
      "temple with the blue roof",
      phone,
      phone.slice(4),
      device,
      String(home.lat),
      String(home.lng),
    ];

    session = await createClient({ base_url: url }).call(registerPlayer, { ...credentials, location: home });
    person = await logIn(url, credentials.email, credentials.password);
    await live(person);
    checkpoint = await fetchText(`${url}/api/impact/log/checkpoint`);
  });
  after(() => system.stop());

  /** Everything that an ordinary player leaves behind somewhere. */
  async function live(who: Person): Promise<void> {
    await who.call(updatePlayer, { id: "me", bio });
    await who.call(notificationContract.operations.registerDevice, { target: { kind: "expo", token: device } });
    await who.call(notificationContract.operations.requestPhone, { phone });
    const code = /(\d{6}) is your/.exec(await readFile(system.outbox("sms"), "utf8"))![1]!;
    await who.call(notificationContract.operations.confirmPhone, { code });

    const [, photograph, other] = programme.photographs;
    const capturedAt = new Date();
    const taken = { ...photograph!, ...home };
    sent = takenAt(taken, capturedAt);
    const done = await who.doQuest(programme.missionId, { ...taken, bytes: sent, capturedAt });
    await questReaches(who, done.questId, "completed");
    // Far from the zone, so that it waits for a reviewer.
    const far = { ...other!, lat: home.lat + 1.5, lng: home.lng };
    const waiting = await who.doQuest(programme.missionId, { ...far, bytes: takenAt(far, capturedAt), capturedAt });
    await until(
      () => who.call(proofContract.operations.getProof, { id: waiting.proofId }),
      (proof) => proof.status === "in_review",
      "the second proof to wait for a reviewer",
    );

    await who.call(transferTokens, { to: friend.id, amount: 2, memo });
    await friend.call(transferTokens, { to: who.id, amount: 1, memo: "thank you somchai" });
    const reward = await programme.admin.call(createReward, { category: "goods", name: "A cup", price_tokens: 3, quantity: 5 });
    await who.call(redeemReward, { reward_id: reward.id });
    const notified = (page: { items: Array<{ body: string }> }) => page.items.some((item) => item.body.includes(credentials.username));
    await until(() => friend.call(notificationContract.operations.listNotifications, {}), notified, "the friend to be notified");
    await until(
      () => who.call(mapContract.operations.zoneActivity, { id: programme.zoneId }),
      ({ items }) => items.some((item) => item.username === credentials.username),
      "the zone's activity",
    );
  }

  /** What is sealed or hashed of the person: after erasure not even that is there. */
  async function sealedOf(id: string): Promise<string[]> {
    const columns = {
      accounts: ["email_sealed", "email_hash", "password_hash"],
      players: ["email_sealed", "email_hash", "location_sealed"],
      did_keys: ["private_sealed"],
      push_devices: ["target_hash", "target_sealed"],
      notification_phones: ["phone_sealed"],
    };
    const words: string[] = [];
    for (const [table, names] of Object.entries(columns)) {
      const key = table === "accounts" || table === "players" ? "id" : "player_id";
      const [row] = await system.query<Record<string, string>>(`SELECT ${names.join(", ")} FROM ${table} WHERE ${key} = $1`, [id]);
      words.push(...names.map((name) => row![name]!));
    }
    assert.equal(words.length, 10);
    return words;
  }

  it("needs the password again, or an administrator", async () => {
    await assert.rejects(person.call(erasePlayer, { id: "me" }), refused(400, "invalid_input"));
    await assert.rejects(person.call(erasePlayer, { id: "me", password: "not the password" }), refused(401, "wrong_credentials"));
    await assert.rejects(friend.call(erasePlayer, { id: person.id, password: credentials.password }), refused(403, "forbidden"));
    await assert.rejects(friend.call(erasePlayer, { id: person.did, password: credentials.password }), refused(403, "forbidden"));
    const nobody = "00000000-0000-7000-8000-000000000000";
    await assert.rejects(programme.admin.call(erasePlayer, { id: nobody }), refused(404, "player_not_found"));
    await assert.rejects(programme.admin.call(erasePlayer, { id: "me", password: adminPassword }), refused(409, "last_admin"));
    assert.equal((await person.call(getPlayer, { id: "me" })).username, credentials.username);
    const found = placesOf(await system.dump(), secrets);
    assert.ok(found.length >= 8, `the dump shows what there is to erase:\n${found.join("\n")}`);
    secrets.push(...(await sealedOf(person.id)));
    assert.deepEqual(await system.findings(), []);
  });

  it("ends every session at once, and the account with it", async () => {
    await person.call(erasePlayer, { id: person.did, password: credentials.password });
    await assert.rejects(person.call(getPlayer, { id: "me" }), refused(401, "unauthenticated"));
    const other = createClient({ base_url: url, token: () => session.access_token });
    await assert.rejects(other.call(getBalance, {}), refused(401, "unauthenticated"));
    const visitor = createClient({ base_url: url });
    await assert.rejects(visitor.call(refresh, { refresh_token: session.refresh_token }), refused(401, "refresh_token_invalid"));
    for (const identifier of [credentials.username, credentials.email])
      await assert.rejects(visitor.call(login, { identifier, password: credentials.password }), refused(401, "wrong_credentials"));
    assert.deepEqual(
      await system.query("SELECT role, target, ip_address FROM audit_log WHERE operation = 'identity.erasePlayer' AND actor_id = $1", [
        person.id,
      ]),
      [{ role: "player", target: person.did, ip_address: null }],
    );
  });

  it("leaves neither name, address, number, words nor exact place in any table, document or object", async () => {
    const dump = await system.dump();
    assert.deepEqual(placesOf(dump, secrets), []);
    assert.deepEqual(
      dump.filter(({ place }) => place.includes("/objects/")).map(({ place }) => place),
      [],
      "files of the only person who sent any",
    );
    for (const table of ["auth_sessions", "did_keys", "push_devices", "notification_phones", "player_daily_xp", "player_badges"]) {
      const column = table === "auth_sessions" ? "account_id" : "player_id";
      assert.deepEqual(await system.query(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [person.id]), [], table);
    }
    assert.deepEqual(await system.query("SELECT 1 FROM idempotency_keys WHERE principal = $1", [person.id]), []);
    const sealed = await system.query<{ location_sealed: string | null }>("SELECT location_sealed FROM players WHERE id = $1", [person.id]);
    assert.deepEqual(sealed, [{ location_sealed: null }]);
  });

  it("shows others a name that says nothing, and the person not at all", async () => {
    await assert.rejects(friend.call(getPlayer, { id: person.id }), refused(404, "player_not_found"));
    await assert.rejects(friend.call(playerContract.operations.resolveDid, { did: person.did }), refused(404, "did_not_found"));
    await assert.rejects(friend.call(transferTokens, { to: person.did, amount: 1 }), refused(404, "recipient_not_found"));
    const { items } = await friend.call(mapContract.operations.zoneActivity, { id: programme.zoneId });
    assert.match(items[0]!.username, /^erased-[0-9a-f]{12}$/);
    const told = await friend.call(notificationContract.operations.listNotifications, {});
    assert.ok(told.items.some((item) => item.body.includes("Somebody who has left")));
  });

  it("gives back what was held, burns what was left, and keeps ledger, log and read models in agreement", async () => {
    assert.deepEqual(await system.findings(), []);
    const left = await system.query(
      `SELECT s.code, a.credits_posted - a.debits_posted AS posted, a.debits_pending AS held FROM ledger_accounts a
       JOIN ledger_assets s ON s.id = a.asset_id WHERE a.owner_id LIKE 'erased:%' AND s.code = 'HEART'`,
    );
    assert.deepEqual(left, [{ code: "HEART", posted: 0n, held: 0n }]);
    assert.deepEqual(await system.query("SELECT status FROM redemptions WHERE player_id = $1", [person.id]), [{ status: "cancelled" }]);
    assert.deepEqual(await system.query("SELECT quantity FROM rewards WHERE name = 'A cup'"), [{ quantity: 5 }]);
    assert.deepEqual(await system.query("SELECT status FROM verification_cases WHERE player_id = $1 ORDER BY status", [person.id]), [
      { status: "rejected" },
      { status: "verified" },
    ]);
    assert.deepEqual(
      await system.query("SELECT 1 FROM quest_assignments WHERE player_id = $1 AND status IN ('active', 'submitted')", [person.id]),
      [],
    );
  });

  it("leaves a log that continues the one before and verifies, with nobody behind the person's entries", async () => {
    const key = (await fetchText(`${url}/api/impact/log/key`)).trim();
    const leaves = await verifyPublicLog(url, key, [checkpoint]);
    assert.ok(leaves.length > 0);
    assert.deepEqual(await system.query("SELECT 1 FROM ledger_subjects WHERE subject_id = $1", [person.id]), []);
    assert.deepEqual(await system.query("SELECT 1 FROM ledger_accounts WHERE owner_id = $1", [person.id]), []);
    assert.ok(!JSON.stringify(leaves).includes(person.id));
  });

  it("is harmless a second time", async () => {
    const state = () => system.query("SELECT username, erased_at FROM accounts WHERE id = $1", [person.id]);
    const earlier = await state();
    await programme.admin.call(erasePlayer, { id: person.id });
    await programme.admin.call(erasePlayer, { id: person.did });
    assert.deepEqual(await state(), earlier);
    assert.deepEqual(await system.findings(), []);
    assert.deepEqual(placesOf(await system.dump(), secrets), []);
  });

  it("leaves name and address free for somebody else, who is another player", async () => {
    const again = await createClient({ base_url: url }).call(registerPlayer, credentials);
    assert.notEqual(again.player.id, person.id);
    assert.equal(again.player.profile.total_xp, 0);
    const second = await logIn(url, credentials.username, credentials.password);
    await handIn(second, programme);
    assert.equal((await second.call(questContract.operations.listQuests, { status: "submitted" })).items.length <= 1, true);
    for (const username of ["erased-0123456789ab", "ERASED-x"])
      await assert.rejects(
        createClient({ base_url: url }).call(registerPlayer, { ...credentials, username, email: "other@example.org" }),
        refused(409, "username_taken"),
      );
  });

  it("still knows the photograph when somebody else sends it", async () => {
    const [, photograph] = programme.photographs;
    const again = await friend.doQuest(programme.missionId, { ...photograph!, bytes: sent, capturedAt: new Date() });
    const proof = await until(
      () => friend.call(proofContract.operations.getProof, { id: again.proofId }),
      ({ decision }) => decision !== null,
      "the photograph to be judged",
    );
    assert.equal(proof.status, "rejected");
    assert.match(proof.decision!.reason_code, /reuse/);
  });
});
