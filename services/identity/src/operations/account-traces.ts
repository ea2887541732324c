import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { traceStore } from "../store/traces.ts";
import { tracesOf } from "../workflows/traces.ts";

/** Ages and traces of several accounts, and the traces of a request under way; unknown accounts are left out. */
export const accountTraces = handle(identityInternal.operations.accountTraces, async ({ ids, here }, ctx) => {
  const store = traceStore(ctx);
  const accounts = await store.of(ids);
  const hereKeys = here === undefined ? [] : tracesOf({ ip: here.ip_address, userAgent: here.user_agent }, ctx.vault);
  return {
    items: accounts.map(({ created_at, ...account }) => ({ ...account, created_at: created_at.toISOString() })),
    here: await store.shares(hereKeys),
  };
});
