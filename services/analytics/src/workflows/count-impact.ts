import type { EventPayload } from "@oneheart/contracts";
import type { impactInternal } from "@oneheart/contracts/internal";
import type { Database } from "@oneheart/kernel";
import { type Correction, count, type Entry, type NewEntry } from "../rules/entries.ts";
import { activityStore } from "../store/activity.ts";
import { entryStore } from "../store/entries.ts";
import { playerNumbers } from "../store/players.ts";

type Recorded = Pick<
  EventPayload<typeof impactInternal.events.impactRecorded>,
  | "action_id"
  | "mission_id"
  | "zone_id"
  | "player_id"
  | "xp"
  | "tokens"
  | "credits_minor"
  | "action_day"
  | "mission_type"
  | "minutes"
  | "people"
  | "recorded_at"
> & { ledger_id: string | null };

/** What is heard of an action's reward: that it was given, taken back, or given again. */
export type Heard = { recorded: Recorded } | { correction: Correction };

/** Counts a batch of what was heard. Whoever counts at the same moment waits for the other, so positions are as dense as they are in order. */
export async function countImpact(db: Database, heard: readonly Heard[]): Promise<void> {
  const recorded = heard.flatMap((one) => ("recorded" in one ? [one.recorded] : []));
  const numbers = await playerNumbers(
    db,
    recorded.map(({ player_id }) => player_id),
  );
  const store = entryStore(db);
  const position = await store.lock();
  const known = await store.known(heard.map(actionOf));
  const waited = [...known.values()].some(({ waiting }) => waiting.length > 0);
  const added: Entry[] = [];
  for (const one of heard) {
    const about = known.get(actionOf(one)) ?? { entries: [], waiting: [] };
    const said = "recorded" in one ? { award: entryOf(one.recorded, numbers.get(one.recorded.player_id)!) } : one;
    const counted = count(about, said, position + added.length + 1);
    known.set(actionOf(one), { entries: [...about.entries, ...counted.entries], waiting: counted.waiting });
    added.push(...counted.entries);
  }
  await store.add(added);
  await store.setWaiting(new Map([...known].map(([action_id, { waiting }]) => [action_id, waiting])), waited);
  const awards = new Set(added.filter(({ kind }) => kind === "impact.award").map(({ action_id }) => action_id));
  const counted = recorded.filter(({ action_id }) => awards.has(action_id));
  await activityStore(db).addVerified(counted.map(({ player_id, recorded_at }) => ({ player_id, day: recorded_at.slice(0, 10) })));
}

/** A correction as it was heard. */
export function correctionOf(
  kind: Correction["kind"],
  { action_id, ledger_id, recorded_at }: { action_id: string; ledger_id: string | null; recorded_at: string },
): Heard {
  return { correction: { action_id, kind, ledger_id, at: recorded_at } };
}

function actionOf(one: Heard): string {
  return "recorded" in one ? one.recorded.action_id : one.correction.action_id;
}

function entryOf(impact: Recorded, player_no: number): NewEntry {
  const { action_id, mission_id, zone_id, xp, tokens, credits_minor } = impact;
  const movedNothing = xp === 0 && tokens === 0 && credits_minor === 0;
  return {
    kind: "impact.award",
    ...{ action_id, mission_id, zone_id, player_no, xp, tokens, credits_minor },
    mission_type: impact.mission_type ?? "",
    day: impact.action_day,
    actions: 1,
    minutes: impact.minutes ?? 0,
    people: impact.people ?? 0,
    ledger_id: movedNothing ? null : impact.ledger_id,
    at: impact.recorded_at,
  };
}
