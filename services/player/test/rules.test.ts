import assert from "node:assert/strict";
import { test } from "node:test";
import { Did } from "@oneheart/contracts";
import fc from "fast-check";
import { badgeName } from "../src/rules/badge-name.ts";
import { encodeBase58 } from "../src/rules/base58.ts";
import { boardOf } from "../src/rules/boards.ts";
import { addDays, currentStreak, isoWeek, isoWeekday, utcDay } from "../src/rules/days.ts";
import { didDocument, didOf, multibaseKey } from "../src/rules/did.ts";
import { coarsen } from "../src/rules/location.ts";
import { withRanks } from "../src/rules/ranks.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

// draft-msporny-base58-03, section 5, and Bitcoin Core's base58_encode_decode.json.
for (const [bytes, text] of [
  [utf8("Hello World!"), "2NEpo7TZRRrLZSi2U"],
  [utf8("The quick brown fox jumps over the lazy dog."), "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"],
  [hex("0000287fb4cd"), "11233QC4"],
  [hex("00000000000000000000"), "1111111111"],
  [hex("572e4794"), "3EFU7m"],
  [hex(""), ""],
] as const)
  test(`base58 of ${Buffer.from(bytes).toString("hex") || "nothing"} is ${text || "nothing"}`, () => {
    assert.equal(encodeBase58(bytes), text);
  });

test("base58 keeps every byte apart", () => {
  const alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  const decode = (text: string) => {
    const zeros = text.length - text.replace(/^1+/, "").length;
    let number = 0n;
    for (const digit of text) number = number * 58n + BigInt(alphabet.indexOf(digit));
    const digits = number === 0n ? "" : number.toString(16);
    return `${"00".repeat(zeros)}${digits.length % 2 ? "0" : ""}${digits}`;
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      assert.equal(decode(encodeBase58(bytes)), Buffer.from(bytes).toString("hex"));
    }),
  );
});

test("an Ed25519 key is written as the did:key specification's example has it", () => {
  // W3C did:key, section 2.2: z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK.
  const key = hex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6");
  assert.equal(multibaseKey(key), "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK");
});

test("every key makes an identifier of the contract's form", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (key) => {
      assert.ok(Did.safeParse(didOf(multibaseKey(key))).success);
    }),
  );
  assert.throws(() => multibaseKey(new Uint8Array(31)), RangeError);
});

test("a DID document names its key in each relationship", () => {
  const multibase = multibaseKey(new Uint8Array(32).fill(7));
  const did = didOf(multibase);
  const document = didDocument(did, multibase);
  assert.equal(document.id, did);
  assert.deepEqual(document.verificationMethod, [
    { id: `${did}#${multibase}`, type: "Multikey", controller: did, publicKeyMultibase: multibase },
  ]);
  assert.deepEqual(document.authentication, [`${did}#${multibase}`]);
  assert.deepEqual(document.assertionMethod, [`${did}#${multibase}`]);
});

test("a coarse position is within 0.05 degrees and has one decimal", () => {
  fc.assert(
    fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (lat, lng) => {
      const coarse = coarsen({ lat, lng });
      assert.ok(Math.abs(coarse.lat - lat) <= 0.05 + 1e-9 && Math.abs(coarse.lng - lng) <= 0.05 + 1e-9);
      assert.match(String(coarse.lat), /^-?\d+(\.\d)?$/);
      assert.ok(!Object.is(coarse.lat, -0) && Math.abs(coarse.lat) <= 90 && Math.abs(coarse.lng) <= 180);
    }),
  );
});

for (const [day, week] of [
  ["2026-01-01", "2026-W01"],
  ["2025-12-29", "2026-W01"],
  ["2025-12-28", "2025-W52"],
  ["2027-01-03", "2026-W53"],
  ["2027-01-04", "2027-W01"],
  ["2024-12-30", "2025-W01"],
  ["2021-01-03", "2020-W53"],
] as const)
  test(`${day} is in week ${week}`, () => {
    assert.equal(isoWeek(day), week);
  });

test("a weekly board runs from Monday to Sunday, and all its days share it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const day = addDays("1990-01-01", days);
      const board = boardOf("weekly", day);
      assert.equal(isoWeekday(board.from), 1);
      assert.equal(board.to, addDays(board.from, 6));
      assert.ok(board.from <= day && day <= board.to);
      assert.deepEqual(boardOf("weekly", board.from), board);
      assert.deepEqual(boardOf("weekly", board.to), board);
      assert.notEqual(boardOf("weekly", addDays(board.to, 1)).name, board.name);
    }),
  );
});

test("a board is called as the specification calls it", () => {
  assert.equal(boardOf("daily", "2026-02-03").name, "leaderboard:daily:2026-02-03");
  assert.equal(boardOf("weekly", "2026-02-03").name, "leaderboard:weekly:2026-W06");
});

test("a streak stands while its next day can still come somewhere on earth", () => {
  const streak = { streak_days: 5, last_action_day: "2026-03-01" };
  const at = (moment: string) => currentStreak(streak, new Date(moment));
  assert.equal(at("2026-03-01T10:00:00Z"), 5);
  assert.equal(at("2026-03-03T11:59:59Z"), 5);
  assert.equal(at("2026-03-03T12:00:00Z"), 0);
  assert.equal(currentStreak({ streak_days: 0, last_action_day: null }, new Date("2026-03-01T10:00:00Z")), 0);
});

test("days are counted over months, leap days and years", () => {
  assert.equal(addDays("2024-02-28", 1), "2024-02-29");
  assert.equal(addDays("2026-01-01", -1), "2025-12-31");
  assert.equal(utcDay(new Date("2026-03-01T23:59:59.999Z")), "2026-03-01");
});

test("a badge without a definition is called after its code", () => {
  assert.equal(badgeName("beach_hero"), "Beach hero");
  assert.equal(badgeName("x"), "X");
  assert.equal(badgeName("_"), "_");
});

test("equal scores share a rank, and the next rank counts everybody before it", () => {
  const ranks = (...scores: number[]) => withRanks(scores.map((xp) => ({ xp }))).map(({ rank }) => rank);
  assert.deepEqual(ranks(90, 70, 70, 70, 10), [1, 2, 2, 2, 5]);
  assert.deepEqual(ranks(5, 5), [1, 1]);
  assert.deepEqual(ranks(), []);
});
