import { questContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentMission } from "../present.ts";
import { missionStore } from "../store/missions.ts";

/** Every mission that fits, newest first, with the state it is in. */
export const listMissions = handle(questContract.operations.listMissions, async ({ cursor, limit, zone_id, quest_type, state }, ctx) => {
  const search = { zone_id, quest_type, state, now: ctx.clock.now() };
  const rows = await missionStore(ctx).all({ ...search, limit: limit + 1, before: decodeIdCursor(cursor) });
  const page = pageFrom(rows, limit, (row) => [row.id]);
  const items = page.rows.map(({ state, ...row }) => ({ ...presentMission(row), state }));
  return { items, next_cursor: page.next_cursor };
});
