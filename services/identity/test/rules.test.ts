import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deviceOf } from "../src/rules/device.ts";
import { accessTokenLife_s, isSigningKeyDue, oldestUsefulRetirement } from "../src/rules/lifetimes.ts";
import { isLocked, lockDuration_ms, lockedUntil } from "../src/rules/lockout.ts";
import { hashRefreshToken, judgeRefresh, type RefreshState, writeRefreshToken } from "../src/rules/refresh-token.ts";
import { isReserved, usernameKey } from "../src/rules/username.ts";

const minute_ms = 60_000;
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

test("every character's key is its own key, and the key of its upper and lower case", () => {
  const wrong: string[] = [];
  for (let point = 0; point <= 0x10ffff; point += 1) {
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

test("the first administrator's name is reserved in every spelling", () => {
  for (const name of ["admin", "ADMIN", "Ａdmin", "ad\u200dmin"]) assert.ok(isReserved(usernameKey(name)), name);
  assert.ok(!isReserved(usernameKey("administrator_fan")));
});

test("ten failures lock for a quarter of an hour, each further one twice as long, a day at most", () => {
  assert.deepEqual(
    [0, 1, 9, 10, 11, 12, 16, 17, 5_000].map((failures) => lockDuration_ms(failures) / minute_ms),
    [0, 0, 0, 15, 30, 60, 960, 1440, 1440],
  );
});

test("locks never get shorter with more failures", () => {
  fc.assert(fc.property(fc.nat(10_000), (failures) => lockDuration_ms(failures + 1) >= lockDuration_ms(failures)));
});

test("a lock ends at its moment", () => {
  assert.equal(lockedUntil(9, now), null);
  assert.equal(isLocked({ locked_until: null }, now), false);
  assert.equal(isLocked({ locked_until: now }, now), false);
  assert.equal(isLocked({ locked_until: later }, now), true);
});

test("a refresh token is worth something only once, in time, and while its session lives", () => {
  const good: RefreshState = { used_at: null, token_expires_at: later, session_expires_at: later, ended_at: null };
  const verdicts = [
    undefined,
    good,
    { ...good, used_at: sooner },
    { ...good, used_at: sooner, ended_at: sooner },
    { ...good, ended_at: sooner },
    { ...good, token_expires_at: now },
    { ...good, session_expires_at: now },
  ].map((state) => judgeRefresh(state, now));
  assert.deepEqual(verdicts, ["invalid", "valid", "reused", "reused", "invalid", "invalid", "invalid"]);
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
