import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "@oneheart/simulation";
import fc from "fast-check";
import { type Account, newAccountBursts, nightShare, regularity, type Sighting, sharingIndex, submissionBurst } from "../src/index.ts";
import { refusal } from "./support/refusal.ts";

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

test("twenty submissions in an hour stand out against one or two on other days and against the cohort", () => {
  const usual = Array.from({ length: 20 }, (_, day) => [day * day_ms, day * day_ms + (day % 2) * 60_000]).flat();
  const now = 30 * day_ms;
  const burst = Array.from({ length: 20 }, (_, index) => now - index * 60_000);
  const cohort = [1, 1, 2, 1, 3, 2, 1, 1, 2, 2];
  const quiet = submissionBurst([...usual, now], now, hour_ms, cohort);
  const loud = submissionBurst([...usual, ...burst], now, hour_ms, cohort);
  assert.deepEqual([quiet.count, loud.count], [1, 20]);
  assert.ok(quiet.own.status === "ok" && quiet.own.z < 1 && quiet.cohort.status === "ok" && quiet.cohort.z < 1);
  assert.ok(loud.own.status === "ok" && loud.own.z > 8 && loud.cohort.status === "ok" && loud.cohort.z > 8);
});

test("what happens after the moment looked at, and a long pause before it, change nothing", () => {
  const history = Array.from({ length: 12 }, (_, day) => day * day_ms);
  const at = 200 * day_ms;
  assert.deepEqual(
    submissionBurst([...history, at, at + 1, at + hour_ms], at, hour_ms, []),
    submissionBurst([...history, at], at, hour_ms, []),
  );
  const { own, cohort } = submissionBurst([...history, at], at, hour_ms, []);
  assert.ok(own.status === "ok" && own.z === 0);
  assert.equal(cohort.status, "too_few");
});

test("the night share counts its hours, also over midnight, and few captures prove little", () => {
  assert.equal(nightShare([0, 1, 4.9, 5, 12]).share, 0.6);
  assert.equal(nightShare([22, 23.5, 3, 12], 22, 4).share, 0.75);
  assert.ok(nightShare([1, 2]).at_least < 0.5);
  assert.ok(nightShare(Array(50).fill(2)).at_least > 0.9);
  assert.deepEqual(nightShare([]), { n: 0, share: 0, at_least: 0 });
  assert.throws(() => nightShare([25]), refusal("number_invalid"));
});

test("a program's pauses are told from a person's, also when it rests at night", () => {
  const random = seededRandom(3);
  const program = Array.from({ length: 60 }, (_, index) => index * 600_000 + Math.floor(index / 20) * 8 * hour_ms + random() * 2000);
  let now = 0;
  const person = Array.from({ length: 60 }, () => (now += -Math.log(1 - random()) * hour_ms));
  const [machine, human] = [regularity(program), regularity(person)];
  assert.ok(machine.status === "ok" && human.status === "ok");
  assert.ok(machine.robust_variation < 0.05 && machine.entropy < 0.3, JSON.stringify(machine));
  assert.ok(human.robust_variation > 0.4 && human.entropy > 0.6 && human.coefficient_of_variation > 0.6, JSON.stringify(human));
});

test("exactly equal pauses have no variation and no entropy, whatever their length and order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: day_ms }), fc.integer({ min: 10, max: 40 }), (gap, n) => {
      const finding = regularity(Array.from({ length: n }, (_, index) => (n - index) * gap));
      assert.ok(finding.status === "ok");
      assert.deepEqual([finding.coefficient_of_variation, finding.robust_variation, finding.entropy], [0, 0, 0]);
      assert.equal(finding.median_gap_ms, gap);
    }),
  );
  assert.equal(regularity([1, 2, 3]).status, "too_few");
});

function account(player: string, key: string, created_at_ms: number, after_ms: number | null = hour_ms): Account {
  return { player, key, created_at_ms, first_submission_at_ms: after_ms === null ? null : created_at_ms + after_ms };
}

test("thirty accounts made on one device in an evening that hand in at once are one burst", () => {
  const farm = Array.from({ length: 30 }, (_, index) => account(`farm-${index}`, "device-1", index * 600_000));
  const others = Array.from({ length: 30 }, (_, index) => account(`other-${index}`, `device-${index + 2}`, index * 600_000));
  const slow = Array.from({ length: 9 }, (_, index) => account(`slow-${index}`, "device-99", index, null));
  const rare = Array.from({ length: 9 }, (_, index) => account(`rare-${index}`, "device-98", index * 2 * day_ms));
  const bursts = newAccountBursts([...others, ...farm.toReversed(), ...slow, ...rare]);
  assert.deepEqual(
    bursts.map(({ key, players }) => [key, players.length, players[0]]),
    [["device-1", 30, "farm-0"]],
  );
});

test("four accounts, or five spread over more than the window, are no burst; two waves far apart are two", () => {
  const wave = (start: number, n: number) => Array.from({ length: n }, (_, index) => account(`p${start}-${index}`, "d", start + index));
  assert.deepEqual(newAccountBursts(wave(0, 4)), []);
  assert.deepEqual(newAccountBursts(Array.from({ length: 5 }, (_, index) => account(`p${index}`, "d", index * day_ms))), []);
  assert.deepEqual(
    newAccountBursts([...wave(0, 5), ...wave(9 * day_ms, 7)]).map(({ players }) => players.length),
    [7, 5],
  );
  assert.deepEqual(newAccountBursts([...wave(0, 4), ...wave(0, 4)]), [], "the same player twice is one player");
});

test("a shared device counts whoever uses it, a public address nobody", () => {
  const sightings: Sighting[] = [
    ...["a", "b", "c"].map((player) => ({ player, kind: "device" as const, key: "d1" })),
    ...["a", "z"].map((player) => ({ player, kind: "address" as const, key: "home" })),
    ...Array.from({ length: 50 }, (_, index) => ({ player: index === 0 ? "a" : `s${index}`, kind: "address" as const, key: "school" })),
    { player: "a", kind: "device", key: "d1" },
  ];
  const sharing = sharingIndex(sightings);
  assert.deepEqual(sharing("a"), { device_others: 2, address_others: 1, public_addresses: 1, players: ["b", "c", "z"] });
  assert.deepEqual(sharing("s3"), { device_others: 0, address_others: 0, public_addresses: 1, players: [] });
  assert.deepEqual(sharing("nobody"), { device_others: 0, address_others: 0, public_addresses: 0, players: [] });
});
