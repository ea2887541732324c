import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { accountStore } from "../store/accounts.ts";
import { type TraceKey, traceStore } from "../store/traces.ts";
import { tracesOf } from "../workflows/traces.ts";

/** Ages and traces of several accounts, and the traces of a request under way; unknown accounts are left out. */
export const accountTraces = handle(identityInternal.operations.accountTraces, async ({ ids, here }, ctx) => {
  const store = traceStore(ctx);
  const rows = await store.of(ids);
  const hereKeys = here === undefined ? [] : tracesOf({ ip: here.ip_address, userAgent: here.user_agent }, ctx.vault);
  const unique = new Map([...rows, ...hereKeys].map(({ kind, key }) => [nameOf({ kind, key }), { kind, key }]));
  const shares = new Map((await store.shares([...unique.values()])).map((shared) => [nameOf(shared), shared.accounts]));
  const present = ({ kind, key }: TraceKey) => ({ kind, key, accounts: shares.get(nameOf({ kind, key })) ?? 0 });
  const ages = await accountStore(ctx).ages(ids);
  return {
    items: ages.map(({ id, created_at }) => ({
      id,
      created_at: created_at.toISOString(),
      traces: rows.filter((row) => row.account_id === id).map(present),
    })),
    here: hereKeys.map(present),
  };
});

function nameOf({ kind, key }: TraceKey): string {
  return `${kind} ${key}`;
}
