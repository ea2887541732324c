import type { BaseContext, HeardEvent } from "@oneheart/kernel";
import { activityStore, type Step } from "../store/activity.ts";
import { playerNumbers } from "../store/players.ts";

/** What was heard of a person. */
export interface Act {
  player_id: string;
  at: Date;
}

/** Notes that people were active, and the step to which they came by it. Harmless to repeat. */
export async function noteActivity(ctx: Pick<BaseContext, "db">, acts: readonly Act[], step?: Step): Promise<void> {
  if (acts.length === 0) return;
  const days = acts.map(({ player_id, at }) => ({ player_id, day: at.toISOString().slice(0, 10) }));
  const activity = activityStore(ctx.db);
  if ((await activity.addActive(days, step)) === 0) return;
  await playerNumbers(
    ctx.db,
    acts.map(({ player_id }) => player_id),
  );
  await activity.addActive(days, step);
}

/** Acts of events that name a player. */
export function actsOf(events: ReadonlyArray<Pick<HeardEvent, "event"> & { payload: { player_id: string } }>): Act[] {
  return events.map(({ payload, event }) => ({ player_id: payload.player_id, at: event.emittedAt }));
}
