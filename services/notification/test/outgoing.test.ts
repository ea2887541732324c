import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { notificationContract } from "@oneheart/contracts";
import { tokenInternal } from "@oneheart/contracts/internal";
import { isOperationError, newId, type Principal } from "@oneheart/kernel";
import { type TestApp, until } from "@oneheart/testing";
import { sql } from "kysely";
import { announce, boot, providerError, someone } from "./support.ts";

const { setPreferences, getPreferences, registerDevice, requestPhone, confirmPhone, forgetPhone, listNotifications } =
  notificationContract.operations;
const refusedAs = (code: string) => (error: unknown) => isOperationError(error, code);

describe("outgoing notifications", () => {
  let app: TestApp;
  const unconfirmed = new Set<string>();
  before(async () => {
    app = await boot(unconfirmed);
  });
  after(() => app.stop());
  const original: Partial<TestApp["backing"]> = {};
  afterEach(() => Object.assign(app.backing, original));

  /** Stands in for a provider until the end of the test. */
  function provider<K extends "mail" | "sms" | "push">(kind: K, send: (to: string) => Promise<unknown>): string[] {
    original[kind] ??= app.backing[kind];
    const sent: string[] = [];
    const address = (first: Record<string, string>) => first.to ?? first.token ?? first.endpoint ?? "";
    const answer = async (first: Record<string, string>) => {
      const outcome = await send(address(first));
      sent.push(address(first));
      return outcome ?? "sent";
    };
    app.backing[kind] = { ...app.backing[kind], send: answer } as never;
    return sent;
  }
  const expo = (name: string) => ({ target: { kind: "expo" as const, token: `ExponentPushToken[${name}]` } });

  it("that failed on one way are tried again on that way only", async () => {
    const as = await someone(app);
    await app.call(setPreferences, { email: ["reward"] }, { as });
    await app.call(registerDevice, expo("steady"), { as });
    await app.call(registerDevice, expo("shaky"), { as });
    let failures = 3;
    const pushed = provider("push", async (to) => {
      if (!to.includes("shaky") || failures === 0) return;
      failures -= 1;
      throw providerError("provider_unavailable");
    });
    const mailed = provider("mail", async () => {});
    await announce(app, as);
    await app.settled();
    assert.equal(failures, 0);
    assert.deepEqual(pushed.sort(), ["ExponentPushToken[shaky]", "ExponentPushToken[steady]"]);
    assert.equal(mailed.length, 1);
  });

  it("of an event that is delivered again go out once", async () => {
    const as = await someone(app);
    await app.call(setPreferences, { email: ["token"], push: [] }, { as });
    const mailed = provider("mail", async () => {});
    const delivery = {
      event_id: newId(),
      type: "tokens.transferred",
      payload: { transfer_id: newId(), from_player_id: newId(), to_player_id: as.playerId, amount: 3, memo: null },
      request_id: "r",
      emitted_at: app.clock.now().toISOString(),
    };
    // In a list with itself, as the events of one transaction come, and again by itself.
    for (const payload of [[delivery, delivery], delivery]) {
      await sql`SELECT graphile_worker.add_job('notification:on-tokens-transferred', ${JSON.stringify(payload)}::json)`.execute(app.db);
      await app.settled();
    }
    assert.equal((await app.call(listNotifications, {}, { as })).items.length, 1);
    assert.equal(mailed.length, 1);
  });

  it("go by mail to a confirmed address only", async () => {
    const as = await someone(app);
    unconfirmed.add(as.playerId);
    await app.call(setPreferences, { email: ["reward"], push: [] }, { as });
    const mailed = provider("mail", async () => {});
    await announce(app, as);
    await app.settled();
    assert.deepEqual(mailed, []);
    unconfirmed.delete(as.playerId);
    await announce(app, as);
    await app.settled();
    assert.deepEqual(mailed, [`${as.playerId}@example.org`]);
  });

  it("hold nothing that a stranger wrote when they go by mail or SMS", async () => {
    const [from, to] = [await someone(app), await someone(app)];
    await app.call(setPreferences, { email: ["token"], push: [] }, { as: to });
    const mails: Array<{ subject: string; text: string }> = [];
    original.mail ??= app.backing.mail;
    app.backing.mail = { ...app.backing.mail, send: async (mail) => void mails.push(mail) };
    const memo = "visit https://example.com now";
    const ids = { transfer_id: newId(), from_player_id: from.playerId, to_player_id: to.playerId };
    await app.emit(tokenInternal.events.tokensTransferred, { ...ids, amount: 3, memo });
    await app.settled();
    const { items } = await app.call(listNotifications, {}, { as: to });
    assert.ok(items[0]!.body.includes(memo));
    assert.deepEqual(
      mails.map(({ subject, text }) => [subject, text]),
      [["You received Heart tokens", "The app shows who sent them."]],
    );
  });

  it("that a provider refused for good are not sent again", async () => {
    const as = await someone(app);
    await app.call(setPreferences, { email: ["reward"], push: [] }, { as });
    let asked = 0;
    provider("mail", async () => {
      asked += 1;
      throw providerError("message_refused");
    });
    await announce(app, as);
    await app.settled();
    assert.equal(asked, 1);
  });

  it("take no place among the events while a provider is slow", async () => {
    const readers = await Promise.all(Array.from({ length: 12 }, () => someone(app)));
    for (const as of readers) await app.call(setPreferences, { email: ["reward"], push: [] }, { as });
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    let waiting = 0;
    provider("mail", async () => {
      waiting += 1;
      await answer;
    });
    for (const as of readers) await announce(app, as);
    await until(
      async () => waiting,
      (count) => count >= 4,
      "the provider to be busy",
    );
    const other = await someone(app);
    await announce(app, other);
    await until(
      async () => (await app.call(listNotifications, {}, { as: other })).items.length,
      (count) => count === 1,
      "an event beside them",
      5_000,
    );
    resolve();
    await app.settled();
    assert.equal(waiting, 12);
  });

  it("forget a device that has unsubscribed", async () => {
    const as = await someone(app);
    await app.call(registerDevice, expo("gone"), { as });
    const pushed = provider("push", async () => "gone");
    await announce(app, as);
    await app.settled();
    await announce(app, as);
    await app.settled();
    assert.equal(pushed.length, 1);
  });

  it("go to a device's last owner, and to at most twenty devices", async () => {
    const [first, second] = [await someone(app), await someone(app)];
    await app.call(registerDevice, expo("shared"), { as: first });
    await app.call(registerDevice, expo("shared"), { as: second });
    for (let count = 0; count < 22; count += 1) await app.call(registerDevice, expo(`many-${count}`), { as: first });
    const pushed = provider("push", async () => {});
    await announce(app, first);
    await app.settled();
    assert.equal(pushed.length, 20);
    assert.ok(!pushed.some((to) => to.includes("shared") || to.includes("many-0]")));
  });

  it("have only targets that a push service can have given out", async () => {
    const as = await someone(app);
    const web = (endpoint: string) => ({ target: { kind: "web" as const, endpoint, p256dh: "p", auth: "a" } });
    const wrong = [
      "http://fcm.googleapis.com/x",
      "https://169.254.169.254/x",
      "https://[::1]/x",
      "https://localhost/x",
      "https://u:p@push.example/x",
    ];
    for (const endpoint of wrong)
      await assert.rejects(app.call(registerDevice, web(endpoint), { as }), refusedAs("invalid_input"), endpoint);
    await assert.rejects(app.call(registerDevice, { target: { kind: "expo", token: "nonsense" } }, { as }), refusedAs("invalid_input"));
    await app.call(registerDevice, web("https://updates.push.services.mozilla.com/wpush/v2/abc"), { as });
  });

  it("keep both of two changes of preferences at once", async () => {
    const as = await someone(app);
    await Promise.all([app.call(setPreferences, { email: ["token"] }, { as }), app.call(setPreferences, { sms: ["account"] }, { as })]);
    const { email, sms, push } = await app.call(getPreferences, {}, { as });
    assert.deepEqual([email, sms, push], [["token"], ["account"], ["reward", "badge", "level", "token", "review"]]);
  });

  describe("by SMS", () => {
    let lines = 0;
    const aPhone = () => {
      lines += 1;
      return `+6681${String(2_345_600 + lines)}`;
    };
    async function textFor(as: Principal, phone: string): Promise<string> {
      let text = "";
      original.sms ??= app.backing.sms;
      app.backing.sms = {
        send: async (message) => {
          text = message.text;
        },
      };
      await app.call(requestPhone, { phone }, { as });
      return text;
    }
    const codeFor = async (as: Principal, phone: string) => /^\d{6}/.exec(await textFor(as, phone))![0];

    it("say their code in the language that the person chose", async () => {
      const as = await someone(app);
      assert.match(await textFor(as, aPhone()), /^\d{6} is your OneHeart code\. It is good for ten minutes\./);
      await app.call(setPreferences, { language: "th" }, { as });
      assert.match(await textFor(as, aPhone()), /^\d{6} คือรหัส OneHeart ของคุณ ใช้ได้สิบนาที/);
    });

    it("go to a number that its owner has confirmed, which is sealed and shown only by its end", async () => {
      const [as, phone] = [await someone(app), aPhone()];
      const code = await codeFor(as, phone);
      assert.equal((await app.call(getPreferences, {}, { as })).phone, null);
      const { phone: shown } = await app.call(confirmPhone, { code }, { as });
      assert.equal(shown, `+66•••••${phone.slice(-4)}`);
      const { rows } = await sql<{ text: string }>`SELECT notification_phones::text AS text FROM notification_phones`.execute(app.db);
      assert.ok(!JSON.stringify(rows).includes(phone.slice(1)));
      await app.call(setPreferences, { sms: ["reward"], push: [] }, { as });
      const texts = provider("sms", async () => {});
      await announce(app, as);
      await app.settled();
      assert.deepEqual(texts, [phone]);

      await app.call(forgetPhone, {}, { as });
      await announce(app, as);
      await app.settled();
      assert.deepEqual(texts, [phone]);
    });

    it("need the right code, within five tries and once", async () => {
      const as = await someone(app);
      const code = await codeFor(as, aPhone());
      const wrong = code === "000000" ? "000001" : "000000";
      for (let tries = 0; tries < 5; tries += 1)
        await assert.rejects(app.call(confirmPhone, { code: wrong }, { as }), refusedAs("phone_code_wrong"));
      await assert.rejects(app.call(confirmPhone, { code }, { as }), refusedAs("phone_code_expired"));
      const another = await codeFor(as, aPhone());
      await assert.rejects(app.call(confirmPhone, { code: another }, { as: await someone(app) }), refusedAs("phone_code_expired"));
      await app.call(confirmPhone, { code: another }, { as });
      await assert.rejects(app.call(confirmPhone, { code: another }, { as }), refusedAs("phone_code_expired"));
    });

    it("cannot be used to disturb people: three codes a day for an account", async () => {
      const as = await someone(app);
      for (let count = 0; count < 3; count += 1) await codeFor(as, aPhone());
      await assert.rejects(codeFor(as, aPhone()), refusedAs("rate_limited"));
    });

    it("cannot be kept from a number's owner by strangers: after three codes the last one is good, for whoever reads it", async () => {
      const phone = aPhone();
      let last = "";
      for (let count = 0; count < 3; count += 1) last = await codeFor(await someone(app), phone);
      const owner = await someone(app);
      const texts = provider("sms", async () => {});
      await app.call(requestPhone, { phone }, { as: owner });
      assert.deepEqual(texts, []);
      assert.equal((await app.call(confirmPhone, { code: last }, { as: owner })).phone, `+66•••••${phone.slice(-4)}`);
    });

    it("say that the provider is away when a code could not be sent", async () => {
      original.sms ??= app.backing.sms;
      app.backing.sms = { send: () => Promise.reject(providerError("provider_unavailable")) };
      await assert.rejects(app.call(requestPhone, { phone: aPhone() }, { as: await someone(app) }), refusedAs("unavailable"));
    });
  });
});
