import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deviceOf } from "../src/rules/device.ts";
import { accessTokenLife_s, isSigningKeyDue, oldestUsefulRetirement } from "../src/rules/lifetimes.ts";
import { hashRefreshToken, judgeRefresh, type RefreshState, writeRefreshToken } from "../src/rules/refresh-token.ts";
import { isReserved } from "../src/rules/reserved-names.ts";
import { skeletonOf } from "../src/rules/skeleton.ts";
import { usernameKey } from "../src/rules/username.ts";
import { weaknessOf } from "../src/rules/weak-password.ts";

const now = new Date("2026-03-01T12:00:00Z");
const sooner = new Date(now.getTime() - 1);
const later = new Date(now.getTime() + 1);

for (const [one, other] of [
  ["Ann", "ann"],
  ["STRASSE", "straße"],
  ["STRAẞE", "straße"],
  ["ΟΔΟΣ", "οδοσ"],
  ["ＡＮＮ", "ann"],
  ["ﬁona", "fiona"],
  ["caf\u00e9", "cafe\u0301"],
  ["a\u200dnn", "ann"],
  ["ann\ufe0f", "ann"],
  ["a\u034fnn", "ann"],
] as const)
  test(`${JSON.stringify(one)} and ${JSON.stringify(other)} are one username`, () => {
    assert.equal(usernameKey(one), usernameKey(other));
  });

for (const [one, other] of [
  ["สมชาย", "สมหญิง"],
  ["🌱🌱🌱", "🌱🌱🌳"],
  ["ann", "anna"],
  ["ก้าว", "กาว"],
] as const)
  test(`${one} and ${other} are two usernames`, () => {
    assert.notEqual(usernameKey(one), usernameKey(other));
  });

test("a username key is its own key, whatever it was made from", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
      const key = usernameKey(name);
      assert.equal(usernameKey(key), key);
    }),
    { numRuns: 5_000 },
  );
});

/** Not assigned, for private use, or half of a pair: they have no case, and are six of seven. */
const withoutMeaning = /[\p{Cn}\p{Co}\p{Cs}]/u;

test("every character's key is its own key, and the key of its upper and lower case", () => {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point += 1) {
    if (withoutMeaning.test(String.fromCodePoint(point))) continue;
    const character = String.fromCodePoint(point).normalize("NFKC");
    const key = usernameKey(character);
    if ([key, character.toUpperCase(), character.toLowerCase()].some((form) => usernameKey(form) !== key)) wrong.push(character);
  }
  assert.deepEqual(wrong, []);
});

test("a username key ignores case", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (name) => {
      const key = usernameKey(name.normalize("NFKC"));
      assert.equal(usernameKey(name.normalize("NFKC").toUpperCase()), key);
    }),
    { numRuns: 5_000 },
  );
});

test("a username of nothing visible has no key", () => {
  assert.equal(usernameKey("\u200d\ufe0f\ufe0f"), "");
});

for (const [one, other] of [
  ["раураl", "paypal"],
  ["аdmin", "admin"],
  ["Alice", "AIice"],
  ["b0b", "BOB"],
  ["rnorning", "morning"],
  ["ｓｏｍｃｈａｉ", "somchai"],
  ["som\u200dchai", "somchai"],
] as const)
  test(`${one} looks like ${other}`, () => {
    assert.equal(skeletonOf(one), skeletonOf(other));
  });

for (const [one, other] of [
  ["สมชาย", "สมหญิง"],
  ["ann", "anna"],
  ["ก้าว", "กาว"],
  ["citizen_1", "citizen_2"],
] as const)
  test(`${one} does not look like ${other}`, () => {
    assert.notEqual(skeletonOf(one), skeletonOf(other));
  });

test("names that speak for the programme are reserved in every spelling", () => {
  const taken = ["admin", "ADMIN", "Ａdmin", "ad\u200dmin", "аdmin", "Administrator", "support", "official", "0fficial", "oneheart"];
  for (const name of [...taken, "oneheart_support", "support.team", "admin_2", "_root_", "s-y-s-t-e-m", "moderator99", "null", "erased-1"])
    assert.ok(isReserved(name), name);
  for (const name of ["badminton", "supporter", "rooted", "somchai", "team_blue", "ปิติ", "🌱🌍"]) assert.ok(!isReserved(name), name);
});

test("passwords that everybody tries first are weak, also with a year behind them", () => {
  const common = ["password", "sunshine", "qwertyuiop", "1234567890"];
  const own = { username: "somchai_walks", email: "somchai.walks@example.org" };
  for (const password of [
    ...["Password2024", "sunshine!!2", "QWERTYUIOP", "1234567890", "aaaaaaaaaaaa", "abcabcabcabc", "somchai_walks", "Somchai_Walks99"],
    ...["somchai.walks@example.org", "somchai.walks1", "OneHeart2026"],
  ])
    assert.ok(weaknessOf(password, common, own) !== undefined, password);
  for (const password of ["a walk through the old town", "correct horse battery", "crème brûlée", "ฉันชอบเดินเล่น", "2024-password-reset?no"])
    assert.equal(weaknessOf(password, common, own), undefined, password);
});

test("a refresh token is worth something only once, in time, and while its session lives", () => {
  const good: RefreshState = { used_at: null, token_expires_at: later, session_expires_at: later, ended_at: null, successor_waits: false };
  const verdicts = [
    undefined,
    good,
    { ...good, used_at: sooner },
    { ...good, used_at: sooner, ended_at: sooner, successor_waits: true },
    { ...good, ended_at: sooner },
    { ...good, token_expires_at: now },
    { ...good, session_expires_at: now },
  ].map((state) => judgeRefresh(state, now));
  assert.deepEqual(verdicts, ["invalid", "valid", "reused", "reused", "invalid", "invalid", "invalid"]);
});

test("a used refresh token works again for thirty seconds while nobody used its successor", () => {
  const used = (seconds: number, successor_waits: boolean): RefreshState => {
    const used_at = new Date(now.getTime() - seconds * 1000);
    return { used_at, token_expires_at: later, session_expires_at: later, ended_at: null, successor_waits };
  };
  assert.equal(judgeRefresh(used(30, true), now), "again");
  assert.equal(judgeRefresh(used(30.001, true), now), "reused");
  assert.equal(judgeRefresh(used(1, false), now), "reused");
});

test("a refresh token has 256 bits and is stored as another value", () => {
  const token = writeRefreshToken(Buffer.alloc(32, 0xab));
  assert.equal(Buffer.from(token, "base64url").length, 32);
  assert.equal(hashRefreshToken(token).length, 32);
  assert.notDeepEqual(hashRefreshToken(token), Buffer.from(token, "base64url"));
});

test("an access token never outlives its session", () => {
  assert.equal(accessTokenLife_s({ ACCESS_TOKEN_S: 86_400, REFRESH_TOKEN_S: 604_800 }), 86_400);
  assert.equal(accessTokenLife_s({ ACCESS_TOKEN_S: 86_400, REFRESH_TOKEN_S: 60 }), 60);
});

test("a signing key serves ninety days and is published until its last token has expired", () => {
  const made = (days: number) => ({ created_at: new Date(now.getTime() - days * 86_400_000) });
  assert.equal(isSigningKeyDue(made(89.99), now), false);
  assert.equal(isSigningKeyDue(made(90), now), true);
  const oldest = oldestUsefulRetirement({ ACCESS_TOKEN_S: 86_400, REFRESH_TOKEN_S: 604_800 }, now);
  assert.ok(now.getTime() - oldest.getTime() > 86_400_000);
});

for (const [agent, device] of [
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/123.0 Safari/537.36", "web"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148", "mobile"],
  ["Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36", "mobile"],
  ["Expo/57 CFNetwork/1490 Darwin/23", "mobile"],
  ["okhttp/4.12.0", "mobile"],
  ["curl/8.5.0", "web"],
  ["", "web"],
] as const)
  test(`${JSON.stringify(agent)} is a ${device} device`, () => {
    assert.equal(deviceOf(agent), device);
  });
