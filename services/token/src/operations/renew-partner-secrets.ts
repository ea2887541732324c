import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { presentPartner } from "../present.ts";
import { partnerStore } from "../store/partners.ts";
import { newSecrets } from "../workflows/partners/secrets.ts";

/** Gives a partner new secrets. */
export const renewPartnerSecrets = handle(tokenContract.operations.renewPartnerSecrets, async ({ id }, ctx) => {
  const { shown, kept } = newSecrets(ctx.vault);
  const partner = (await partnerStore(ctx).setSecrets(id, kept)) ?? ctx.fail("partner_not_found");
  return { ...presentPartner(partner), ...shown };
});
