import { notificationInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { preferencesOf } from "../workflows/preferences.ts";

/** In which language a person wants to be written to. */
export const chosenLanguage = handle(notificationInternal.operations.chosenLanguage, async ({ player_id }, ctx) => {
  const { language } = await preferencesOf(ctx, player_id);
  return { language };
});
