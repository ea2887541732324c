import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { automaticReasons } from "@oneheart/contracts";
import { languageOf, message, momentIn, reasonMessage, render, renderAll } from "../src/index.ts";

describe("a message", () => {
  it("is rendered in the language that is asked for, numbers with it", () => {
    const reward = message("notification.reward.body", { xp: 1200, tokens: 1 });
    assert.equal(render(reward, "en"), "You earned 1,200 XP and 1 Heart token.");
    assert.equal(render(reward, "th"), "คุณได้รับ 1,200 XP และ 1 โทเคน Heart");
  });

  it("may hold another message, which follows its language", () => {
    const badge = message("notification.badge.body", { badge: message("badge.mentor") });
    assert.equal(render(badge, "en"), "You earned the badge “Mentor”.");
    assert.equal(render(badge, "th"), "คุณได้รับเหรียญตรา “พี่เลี้ยง”");
  });

  it("shows what people wrote as they wrote it", () => {
    const name = "{xp} <b>'quoted'</b> 🍲 # {";
    assert.equal(render(message("notification.fulfilled.body", { name }), "en"), `“${name}” was handed over.`);
  });

  it("survives storage, and words from before there were messages stay as they are", () => {
    const stored = JSON.parse(JSON.stringify(message("notification.level.title", { level: 7 })));
    assert.equal(renderAll([stored, "You reached it."], "en"), "Level 7 You reached it.");
  });

  it("that this version does not know, or whose parameters do not fit, is readable and not an error", () => {
    assert.equal(render({ code: "notification.from_the_future", parameters: {} }, "th"), "from the future");
    assert.equal(render({ code: "notification.level.title", parameters: {} }, "en"), "title");
    assert.equal(render({ code: "constructor", parameters: {} }, "en"), "constructor");
  });

  it("gives each reason of the contract, and for one that is not known the outcome", () => {
    for (const code of Object.keys(automaticReasons)) assert.match(render(reasonMessage(code, "in_review"), "th"), /[\u0e00-\u0e7f]/);
    assert.equal(render(reasonMessage("__proto__", "verified"), "en"), "Your evidence was accepted.");
  });
});

describe("the language of a request", () => {
  const cases: Array<[string | undefined, string | undefined]> = [
    ["th-TH,th;q=0.9,en;q=0.8", "th"],
    ["en-GB", "en"],
    ["de, th;q=0.3, en;q=0.5", "en"],
    ["th;q=0, en", "en"],
    ["de-DE,fr", undefined],
    ["*", undefined],
    ["", undefined],
    [undefined, undefined],
    ["th;q=banana", undefined],
    [`${"x".repeat(100_000)},th`, undefined],
  ];
  for (const [header, language] of cases) {
    it(`is ${language ?? "not known"} for ${JSON.stringify(header)?.slice(0, 40)}`, () => assert.equal(languageOf(header), language));
  }
});

describe("a moment", () => {
  it("is told on the clock of a place, in the calendar of the language", () => {
    const moment = "2026-03-01T17:30:00.000Z";
    assert.match(momentIn(moment, "en", "Asia/Bangkok"), /^Mar 2, 2026, 12:30\sAM$/);
    assert.match(momentIn(moment, "en", "UTC"), /^Mar 1, 2026, 5:30\sPM$/);
    assert.match(momentIn(moment, "th", "Asia/Bangkok"), /^2 มี\.ค\. 2569 00:30$/);
  });
});
