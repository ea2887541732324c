import { tokenInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { noteActivity } from "../workflows/note-activity.ts";

/** Whoever sends tokens is active. */
export const onTokensTransferred = subscribeBatch("on-tokens-transferred", tokenInternal.events.tokensTransferred, {
  run: (events, ctx) =>
    noteActivity(
      ctx,
      events.map(({ payload, event }) => ({ player_id: payload.from_player_id, at: event.emittedAt })),
    ),
});
