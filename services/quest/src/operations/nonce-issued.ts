import { questInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { questStore } from "../store/quests.ts";

/** Tells a code of another quest from one that nobody issued, which a fault of the app's may have made. */
export const nonceIssued = handle(questInternal.operations.nonceIssued, async ({ nonce }, ctx) => ({
  issued: await questStore(ctx).hasNonce(nonce),
}));
