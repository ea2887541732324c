import { proofInternal } from "@oneheart/contracts/internal";
import { subscribeBatch } from "@oneheart/kernel";
import { galleryStore } from "../store/gallery.ts";

/** Finds what may be shown to sponsors, and forgets what may not any more. Harmless to repeat: changes are numbered. */
export const onPicturesChanged = subscribeBatch("on-pictures-changed", proofInternal.events.picturesChanged, {
  conflictKey: ({ proof_id }) => proof_id,
  run: (events, ctx) =>
    galleryStore(ctx).note(
      events.map(({ payload: { proof_id, action_id, change_no, shown_to } }) => ({
        proof_id,
        action_id,
        change_no,
        is_shown: shown_to.includes("sponsor"),
      })),
    ),
});
