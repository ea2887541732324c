import { impactInternal } from "@oneheart/contracts/internal";
import { subscribe } from "@oneheart/kernel";
import { impactNotices } from "../rules/notices.ts";
import { notify } from "../workflows/notifications.ts";

/** The reward, a new level, new badges. */
export const onImpactRecorded = subscribe("on-impact-recorded", impactInternal.events.impactRecorded, (impact, ctx) =>
  notify(ctx, impact.player_id, impactNotices(impact)),
);
