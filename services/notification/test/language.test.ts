import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { notificationContract } from "@oneheart/contracts";
import { tokenInternal } from "@oneheart/contracts/internal";
import { isOperationError, newId, type Principal } from "@oneheart/kernel";
import type { TestApp } from "@oneheart/testing";
import { collection } from "../src/workflows/notifications.ts";
import { announce, boot, someone } from "./support.ts";

const { listNotifications, setPreferences } = notificationContract.operations;

describe("the language of a notification", () => {
  let app: TestApp;
  before(async () => {
    app = await boot();
  });
  after(() => app.stop());

  async function titleFor(principal: Principal, acceptLanguage?: string): Promise<string> {
    const { output } = await app.kernel.dispatch({
      operation: listNotifications,
      input: {},
      principal,
      requestId: "r",
      source: { ip: "", userAgent: "", acceptLanguage },
      internal: false,
      signal: new AbortController().signal,
    });
    return (output as { items: Array<{ title: string }> }).items[0]!.title;
  }

  it("is the one that the person set, else the one that the client asks for, else English", async () => {
    const as = await someone(app);
    await announce(app, as);
    await app.settled();
    assert.equal(await titleFor(as), "Your reward is yours");
    assert.equal(await titleFor(as, "th-TH,th;q=0.9"), "รางวัลเป็นของคุณแล้ว");
    assert.equal(await titleFor(as, "sw"), "Your reward is yours");
    await app.call(setPreferences, { language: "th" }, { as });
    assert.equal(await titleFor(as, "en"), "รางวัลเป็นของคุณแล้ว");
    await app.call(setPreferences, { sms: [] }, { as });
    assert.equal(await titleFor(as, "en"), "รางวัลเป็นของคุณแล้ว");
    await app.call(setPreferences, { language: null }, { as });
    assert.equal(await titleFor(as, "en"), "Your reward is yours");
  });

  it("is refused when the program does not have it", async () => {
    const as = await someone(app);
    const refused = (error: unknown) => isOperationError(error, "invalid_input");
    await assert.rejects(app.call(setPreferences, { language: "tlh" as never }, { as }), refused);
  });

  it("of before there was a catalogue stays as it was written", async () => {
    const as = await someone(app);
    const words = { title: "Level 3", body: "You reached level 3." };
    const at = new Date().toISOString();
    const old = { id: newId(), type: "level", ...words, data: {}, created_at: at, read_at: null, player_id: as.playerId, stored_at: at };
    await app.backing.documents.insert(collection, [old]);
    const { items } = await app.call(listNotifications, {}, { as });
    assert.deepEqual(
      items.map(({ title, body }) => ({ title, body })),
      [words],
    );
  });

  it("holds for mail and SMS, which never repeat what another person wrote", async () => {
    const [sender, as] = [await someone(app), await someone(app)];
    await app.call(setPreferences, { email: ["token"], language: "th" }, { as });
    const sent: string[] = [];
    const { mail } = app.backing;
    app.backing.mail = { ...mail, send: async ({ subject, text }) => void sent.push(`${subject} ${text}`) };
    const memo = "Click https://example.org/prize";
    const transfer = { transfer_id: newId(), from_player_id: sender.playerId, to_player_id: as.playerId, amount: 3, memo };
    await app.emit(tokenInternal.events.tokensTransferred, transfer);
    await app.settled();
    app.backing.mail = mail;
    assert.deepEqual(sent, ["คุณได้รับโทเคน Heart ดูได้ในแอปว่าใครเป็นผู้ส่ง"]);
    assert.match(await titleFor(as), /^ได้รับ 3 โทเคน Heart จาก reader/);
  });
});
