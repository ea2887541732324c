import { z } from "zod";
import { defineContract, event, operation } from "../common/define.ts";
import { Id, shape } from "../common/shared.ts";
import { ownDataOperation } from "../internal/own-data.ts";
import { Language } from "./public.ts";

/** What only services ask of each other here, and what they tell. */
export const notificationInternal = defineContract({
  service: "notification",
  operations: {
    ownData: ownDataOperation,
    /** For whoever else writes to people. */
    chosenLanguage: operation({
      summary: "The language in which a person wants to be written to; null: none was chosen",
      access: ["internal"],
      input: z.object({ player_id: Id }),
      output: shape("ChosenLanguage", { language: Language.nullable() }),
    }),
  },
  events: { notificationCreated: event("notification.created", z.object({ notification_id: Id, player_id: Id })) },
});
