import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "@oneheart/messages";
import fc from "fast-check";
import { countedMinutes, explainTime } from "../src/rules/counted-time.ts";
import { foreignFields, missionProblem } from "../src/rules/mission-fields.ts";
import { distinctIds, missingProofs } from "../src/rules/proofs.ts";
import { handInRefusal, type StoredStatus, statusAt } from "../src/rules/status.ts";
import { historyFor, maySee, questFor } from "../src/rules/visibility.ts";
import { expiryOf, isOpen, isWindow } from "../src/rules/window.ts";
import { positionKey, readPosition } from "../src/store/position.ts";
import type { EventRow, QuestRow } from "../src/store/rows.ts";

const at = (time: string) => new Date(time);
const hour_ms = 3_600_000;
const moments = fc.date({ min: at("2020-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z"), noInvalidDate: true });

test("a mission is open from its start until just before its end", () => {
  const window = { starts_at: at("2026-03-01T00:00:00Z"), ends_at: at("2026-03-02T00:00:00Z") };
  assert.equal(isOpen(window, at("2026-02-28T23:59:59.999Z")), false);
  assert.equal(isOpen(window, at("2026-03-01T00:00:00Z")), true);
  assert.equal(isOpen(window, at("2026-03-01T23:59:59.999Z")), true);
  assert.equal(isOpen(window, at("2026-03-02T00:00:00Z")), false);
  assert.equal(isOpen({ starts_at: null, ends_at: null }, at("2026-03-02T00:00:00Z")), true);
  assert.equal(isWindow(window), true);
  assert.equal(isWindow({ starts_at: window.ends_at, ends_at: window.starts_at }), false);
  assert.equal(isWindow({ starts_at: window.ends_at, ends_at: window.ends_at }), false);
  assert.equal(isWindow({ starts_at: window.ends_at, ends_at: null }), true);
});

test("a quest of an open mission ends after it starts, with its mission at the latest, and lasts a day unless that cuts it", () => {
  fc.assert(
    fc.property(moments, fc.integer({ min: 1, max: 1440 }), fc.option(moments), (now, expected_minutes, ends_at) => {
      const mission = { starts_at: null, ends_at, expected_minutes };
      fc.pre(isOpen(mission, now));
      const expires = expiryOf(mission, now);
      assert.ok(expires > now);
      if (ends_at !== null) assert.ok(expires <= ends_at);
      if (ends_at === null || expires < ends_at) {
        assert.equal(expires.getTime() - now.getTime(), Math.max(24 * hour_ms, expected_minutes * 4 * 60_000));
      }
    }),
  );
});

test("an active quest whose time is up has expired; no other status changes with time", () => {
  const expires_at = at("2026-03-02T00:00:00Z");
  const all: StoredStatus[] = ["active", "submitted", "completed", "failed", "abandoned", "expired"];
  for (const status of all) {
    assert.equal(statusAt({ status, expires_at }, at("2026-03-01T23:59:59.999Z")), status);
    assert.equal(statusAt({ status, expires_at }, expires_at), status === "active" ? "expired" : status);
  }
});

test("reported minutes count up to the last photograph; a capture that cannot be true, or sent within a quarter of an hour, counts as it arrived", () => {
  const started_at = at("2026-03-01T10:00:00Z");
  const evidence = (captured: string, received: string) => ({
    captured_at: at(`2026-03-01T${captured}Z`),
    received_at: at(`2026-03-01T${received}Z`),
  });
  const now = at("2026-03-01T15:00:00Z");
  const count = (reported: number, ...all: ReturnType<typeof evidence>[]) => countedMinutes(reported, started_at, all, now);
  assert.equal(count(45, evidence("11:00:00", "11:00:05")), 45);
  assert.equal(count(1440, evidence("10:45:00", "10:45:05")), 46, "begun minutes count whole");
  assert.equal(count(1440, evidence("10:01:00", "14:00:00")), 1, "what came long after the capture is not shown");
  assert.equal(count(1440, evidence("10:01:00", "14:00:00"), evidence("11:00:00", "14:00:00")), 60, "the last photograph counts");
  assert.equal(count(60, evidence("10:48:00", "11:00:00")), 60, "a phone that is twelve minutes slow");
  assert.equal(count(60, evidence("09:30:00", "11:00:00")), 60, "a capture before the start is judged elsewhere");
  assert.equal(count(60, evidence("12:00:00", "11:00:00")), 60, "a capture after its arrival, too");
  assert.equal(count(60, evidence("10:00:00", "10:00:00")), 1, "never nothing");
});

test("a player is told what counts, and why it is less than what was reported", () => {
  assert.equal(render(explainTime(45, 45, 60).words, "en"), "45 of 60 minutes: 75 % of the time expected.");
  assert.equal(render(explainTime(null, 50, 60).words, "en"), "50 of 60 minutes so far: 83 % of the time expected.");
  const { words, share_bps } = explainTime(240, 45, 60);
  assert.equal(share_bps, 7_500);
  assert.match(render(words, "en"), /^45 of 60 minutes: 75 % of the time expected\. You reported 240, but only the time from the start/);
});

test("only an active quest in time can be handed in", () => {
  const expires_at = at("2026-03-02T00:00:00Z");
  const before = at("2026-03-01T00:00:00Z");
  const began = { started_at: at("2026-03-01T00:00:00Z"), min_minutes: 0 };
  const refusalOf = (status: StoredStatus, now = before) => handInRefusal({ ...began, status, expires_at }, now);
  assert.equal(refusalOf("active"), undefined);
  assert.equal(refusalOf("active", at("2026-03-03T00:00:00Z")), "quest_expired");
  assert.equal(refusalOf("expired", at("2026-03-02T23:59:59.999Z")), undefined, "a day's grace for what was captured in time");
  assert.equal(refusalOf("expired", at("2026-03-03T00:00:00Z")), "quest_expired");
  for (const status of ["submitted", "completed", "failed", "abandoned"] as const) assert.equal(refusalOf(status), "quest_not_active");
});

test("a mission has what its type needs and nothing of another type", () => {
  const plain = { starts_at: null, ends_at: null, story_key: null, community_goal: null };
  const story_key = "river";
  assert.equal(missionProblem({ ...plain, quest_type: "daily" }), undefined);
  assert.equal(missionProblem({ ...plain, quest_type: "story" }), "story_required");
  assert.equal(missionProblem({ ...plain, quest_type: "story", story_key }), undefined);
  assert.equal(missionProblem({ ...plain, quest_type: "community" }), "community_goal_required");
  const upsideDown = { starts_at: at("2026-03-02T00:00:00Z"), ends_at: at("2026-03-01T00:00:00Z") };
  assert.equal(missionProblem({ ...plain, quest_type: "daily", ...upsideDown }), "window_invalid");
  assert.deepEqual(
    foreignFields({ ...plain, quest_type: "daily", story_key, community_goal: 3 }).map((field) => field.path),
    ["story", "community_goal"],
  );
  assert.deepEqual(foreignFields({ ...plain, quest_type: "community", community_goal: 3 }), []);
});

test("a proof counts only for its own quest and player", () => {
  const owner = { quest_id: "q", player_id: "p" };
  const proof = fc.record({
    proof_id: fc.constantFrom("a", "b", "c"),
    quest_id: fc.constantFrom("q", "r"),
    player_id: fc.constantFrom("p", "s"),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom("a", "b", "c")),
      fc.uniqueArray(proof, { selector: (each) => each.proof_id }),
      (ids, found) => {
        const missing = missingProofs(ids, found, owner);
        for (const id of ids) {
          const fits = found.some((each) => each.proof_id === id && each.quest_id === "q" && each.player_id === "p");
          assert.equal(missing.includes(id), !fits);
        }
        assert.ok(missing.every((id) => ids.some((each) => each === id)));
      },
    ),
  );
  assert.deepEqual(distinctIds(["AB", "ab", "c"]), ["ab", "c"]);
});

test("a quest is seen by its player, reviewers and admins", () => {
  const quest = { player_id: "p" };
  assert.equal(maySee(quest, { playerId: "p", role: "player" }), true);
  for (const role of ["reviewer", "admin"]) assert.equal(maySee(quest, { playerId: "x", role }), true);
  for (const role of ["player", "sponsor", "government"]) assert.equal(maySee(quest, { playerId: "x", role }), false);
});

test("a reviewer sees another's quest as it was handed in, whatever became of it", () => {
  const submitted_at = new Date();
  const handedIn = { player_id: "p", status: "submitted", submitted_at, completed_at: null, reward_xp: null } as QuestRow;
  const paid = { ...handedIn, status: "completed", completed_at: submitted_at, reward_xp: 60, reward_tokens: 6 } as QuestRow;
  const failed = { ...handedIn, status: "failed", failure_reason: "staged" } as QuestRow;
  const events = ["started", "submitted", "completed", "failed"].map((event) => ({ event }) as EventRow);
  const reviewer = { playerId: "x", role: "reviewer" };
  for (const quest of [paid, failed]) {
    const { status, completed_at, reward_xp, reward_tokens, failure_reason } = questFor(quest, reviewer);
    assert.deepEqual([status, completed_at, reward_xp, reward_tokens, failure_reason], ["submitted", null, null, null, null]);
    for (const viewer of [
      { playerId: "x", role: "admin" },
      { playerId: "p", role: "player" },
      { playerId: "p", role: "reviewer" },
    ])
      assert.deepEqual([questFor(quest, viewer), historyFor(events, quest, viewer)], [quest, events]);
  }
  assert.deepEqual(
    historyFor(events, paid, reviewer).map(({ event }) => event),
    ["started", "submitted"],
  );
  const abandoned = { ...handedIn, status: "abandoned", submitted_at: null } as QuestRow;
  assert.deepEqual(questFor(abandoned, reviewer), abandoned);
});

test("a list position survives its cursor, and anything else is refused", () => {
  const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(key)).toString("base64url");
  const id = "0190b0a0-0000-7000-8000-000000000000";
  for (const part of ["taken", "available"] as const) {
    assert.deepEqual(readPosition(cursorOf(positionKey({ part, rank: 3, id }))), { part, rank: 3, id });
  }
  assert.equal(readPosition(undefined), undefined);
  const forged = [
    ["taken", -1, id],
    ["taken", 1.5, id],
    ["else", 0, id],
    ["taken", 0, "'; --"],
    ["taken", "0", id],
    ["taken", 0, 5],
    [id],
    {},
    null,
    ["taken", 1e300, id],
  ];
  for (const key of forged) assert.throws(() => readPosition(cursorOf(key)), { code: "invalid_input" });
  assert.throws(() => readPosition("%%%"), { code: "invalid_input" });
});
