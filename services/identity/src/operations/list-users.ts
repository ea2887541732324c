import { identityContract } from "@oneheart/contracts";
import { decodeIdCursor, handle, pageFrom } from "@oneheart/kernel";
import { presentAccount } from "../present.ts";
import { usernameKey } from "../rules/username.ts";
import { accountStore } from "../store/accounts.ts";

/** Accounts, newest first; `username` is the beginning of a name. */
export const listUsers = handle(identityContract.operations.listUsers, async ({ limit, cursor, role, username }, ctx) => {
  const username_prefix = username === undefined ? undefined : usernameKey(username);
  const rows = await accountStore(ctx).list({ limit: limit + 1, before: decodeIdCursor(cursor), role, username_prefix });
  const page = pageFrom(rows, limit, (account) => [account.id]);
  return { items: page.rows.map((account) => presentAccount(ctx, account)), next_cursor: page.next_cursor };
});
