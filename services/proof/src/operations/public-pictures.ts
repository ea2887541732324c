import { proofContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { consentStore } from "../store/consent.ts";

/** So that a call looks at no more, however few players let everybody see theirs. */
const among = 1000;

/** What everybody may see of the programme's work. */
export const publicPictures = handle(proofContract.operations.publicPictures, async ({ limit }, ctx) => ({
  items: (await consentStore(ctx).publicly({ limit, of: among })).map(({ captured_at, ...picture }) => ({
    ...picture,
    picture_url: `/api/pictures/${picture.picture_id}`,
    captured_at: captured_at.toISOString(),
  })),
}));
