import assert from "node:assert/strict";
import { test } from "node:test";
import { QuestType } from "@oneheart/contracts";
import fc from "fast-check";
import { refusals, type Standing, type UnlockTerms } from "../src/rules/unlocking.ts";

const now = new Date("2026-03-01T12:00:00Z");
const zone = { is_active: true, time_zone: "Asia/Bangkok" };
const novice = { level: 1, badges: [] as string[] };

function mission(over: Partial<UnlockTerms & Standing> = {}): UnlockTerms & Standing {
  return {
    quest_type: "daily",
    is_active: true,
    min_level: 1,
    required_badges: [],
    story_key: null,
    story_chapter: null,
    community_goal: null,
    community_progress: 0,
    starts_at: null,
    ends_at: null,
    is_open: false,
    is_done: false,
    last_day: null,
    last_in_review: false,
    chapter_before_done: false,
    ...over,
  };
}

function codes(over: Partial<UnlockTerms & Standing>, player = novice, place = zone): string[] {
  return refusals(mission(over), player, place, now).map((refusal) => refusal.code);
}

test("each rule refuses for its own reason", () => {
  const story = { quest_type: "story" as const, story_key: "river" };
  const cases: Array<[string, Partial<UnlockTerms & Standing>, string[]]> = [
    ["a plain daily mission", {}, []],
    ["switched off", { is_active: false }, ["mission_closed"]],
    ["before its window", { starts_at: new Date("2026-03-02T00:00:00Z") }, ["mission_closed"]],
    ["at its end", { ends_at: now }, ["mission_closed"]],
    ["too low a level", { min_level: 2 }, ["level_too_low"]],
    ["a badge is missing", { quest_type: "ascension", required_badges: ["mentor"] }, ["badge_missing"]],
    ["the first chapter", { ...story, story_chapter: 1 }, []],
    ["a chapter before its time", { ...story, story_chapter: 2 }, ["chapter_locked"]],
    ["a chapter in its time", { ...story, story_chapter: 2, chapter_before_done: true }, []],
    ["already taken", { is_open: true }, ["quest_already_active"]],
    ["today is used up", { last_day: "2026-03-01" }, ["quest_already_done"]],
    ["today is in review", { last_day: "2026-03-01", last_in_review: true }, ["quest_already_active", "quest_already_done"]],
    ["yesterday was used", { last_day: "2026-02-28" }, []],
    ["yesterday is in review", { last_day: "2026-02-28", last_in_review: true }, []],
    ["a story that is done", { ...story, story_chapter: 1, is_done: true }, ["quest_already_done"]],
    ["an ascension that is done", { quest_type: "ascension", is_done: true }, ["quest_already_done"]],
    ["a community mission that was done before", { quest_type: "community", community_goal: 5, is_done: true }, []],
    ["the shared goal is reached", { quest_type: "community", community_goal: 5, community_progress: 5 }, ["goal_reached"]],
    ["one short of the goal", { quest_type: "community", community_goal: 5, community_progress: 4 }, []],
    ["several at once", { min_level: 9, is_open: true, is_active: false }, ["mission_closed", "level_too_low", "quest_already_active"]],
  ];
  for (const [name, over, expected] of cases) assert.deepEqual(codes(over), expected, name);
});

test("a zone that is switched off closes its missions", () => {
  assert.deepEqual(codes({}, novice, { ...zone, is_active: false }), ["mission_closed"]);
});

test("today is the zone's today", () => {
  const late = new Date("2026-03-01T17:30:00Z");
  const used = mission({ last_day: "2026-03-01" });
  assert.deepEqual(refusals(used, novice, { ...zone, time_zone: "Asia/Bangkok" }, late), []);
  assert.deepEqual(refusals(used, novice, { ...zone, time_zone: "America/Los_Angeles" }, late), [{ code: "quest_already_done" }]);
});

test("a refusal says what is missing", () => {
  const [level, badges] = refusals(
    mission({ min_level: 4, required_badges: ["mentor", "eco_warrior"] }),
    { level: 2, badges: ["mentor"] },
    zone,
    now,
  );
  assert.deepEqual(level, { code: "level_too_low", context: { level: 2, min_level: 4 } });
  assert.deepEqual(badges, { code: "badge_missing", context: { badges: ["eco_warrior"] } });
});

const badge = fc.constantFrom("mentor", "eco_warrior", "pioneer");
const player = fc.record({ level: fc.integer({ min: 1, max: 20 }), badges: fc.uniqueArray(badge) });
const anyMission = fc.record({
  quest_type: fc.constantFrom(...QuestType.options),
  is_active: fc.boolean(),
  min_level: fc.integer({ min: 1, max: 20 }),
  required_badges: fc.uniqueArray(badge),
  story_key: fc.constantFrom(null, "river"),
  story_chapter: fc.constantFrom(null, 1, 2, 3),
  community_goal: fc.constantFrom(null, 1, 3),
  community_progress: fc.integer({ min: 0, max: 4 }),
  starts_at: fc.constantFrom(null, new Date("2026-02-01T00:00:00Z"), new Date("2026-04-01T00:00:00Z")),
  ends_at: fc.constantFrom(null, new Date("2026-02-02T00:00:00Z"), new Date("2026-04-02T00:00:00Z")),
  is_open: fc.boolean(),
  is_done: fc.boolean(),
  last_day: fc.constantFrom(null, "2026-02-28", "2026-03-01", "2026-03-02"),
  last_in_review: fc.boolean(),
  chapter_before_done: fc.boolean(),
});

test("growing never locks anything: a higher level and more badges only take refusals away", () => {
  fc.assert(
    fc.property(anyMission, player, player, (terms, small, more) => {
      const grown = { level: small.level + more.level, badges: [...small.badges, ...more.badges] };
      const before = refusals(terms, small, zone, now).map((refusal) => refusal.code);
      for (const { code } of refusals(terms, grown, zone, now)) assert.ok(before.includes(code), code);
    }),
  );
});

test("a reason is given once, and only an open, unlocked, unused mission gets none", () => {
  fc.assert(
    fc.property(anyMission, player, (terms, who) => {
      const found = refusals(terms, who, zone, now).map((refusal) => refusal.code);
      assert.equal(new Set(found).size, found.length);
      if (found.length > 0) return;
      assert.ok(terms.is_active && !terms.is_open && who.level >= terms.min_level);
      assert.ok(terms.required_badges.every((each) => who.badges.includes(each)));
      assert.ok(terms.community_goal === null || terms.community_progress < terms.community_goal);
      assert.ok(!terms.is_done || terms.quest_type === "daily" || terms.quest_type === "community");
    }),
  );
});
