import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { webhookProblem } from "../handover/webhook-address.ts";
import { presentPartner } from "../present.ts";
import { tokenState } from "../state.ts";
import { partnerStore } from "../store/partners.ts";

/** Changes a partner. */
export const updatePartner = handle(tokenContract.operations.updatePartner, async ({ id, ...change }, ctx) => {
  const because =
    typeof change.webhook_url === "string" ? webhookProblem(change.webhook_url, ctx.state(tokenState).privateHosts) : undefined;
  if (because !== undefined) ctx.fail("webhook_url_refused", { because });
  return ctx.transaction(async (tx) => {
    const partners = partnerStore(tx);
    const before = (await partners.lock(id)) ?? ctx.fail("partner_not_found");
    const { name = before.name, webhook_url = before.webhook_url, is_active = before.is_active } = change;
    return presentPartner(await partners.save({ ...before, name, webhook_url, is_active }));
  });
});
