import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentPartner } from "../present.ts";
import { partnerStore } from "../store/partners.ts";

/** Who hands rewards over. */
export const listPartners = handle(tokenContract.operations.listPartners, async (_, ctx) => ({
  items: (await partnerStore(ctx).list()).map(presentPartner),
}));
