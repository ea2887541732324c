import { z } from "zod";
import { defineContract, event } from "../common/define.ts";
import { Id } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";

/** What only services ask of each other here, and what they tell. */
export const notificationInternal = defineContract({
  service: "notification",
  operations: {
    ownData: ownDataOperation,
  },
  events: { notificationCreated: event("notification.created", z.object({ notification_id: Id, player_id: Id })) },
});
