import { tokenContract } from "@oneheart/contracts";
import { handle } from "@oneheart/kernel";
import { webhookProblem } from "../handover/webhook-address.ts";
import { presentPartner } from "../present.ts";
import { tokenState } from "../state.ts";
import { partnerStore } from "../store/partners.ts";
import { newSecrets } from "../workflows/partners/secrets.ts";

/** Adds a partner. */
export const createPartner = handle(tokenContract.operations.createPartner, async ({ name, webhook_url }, ctx) => {
  const because = webhook_url === null ? undefined : webhookProblem(webhook_url, ctx.state(tokenState).privateHosts);
  if (because !== undefined) ctx.fail("webhook_url_refused", { because });
  const { shown, kept } = newSecrets(ctx.vault);
  const row = { id: ctx.newId(), name, webhook_url, created_at: ctx.clock.now(), ...kept };
  return { ...presentPartner(await partnerStore(ctx).add(row)), ...shown };
});
