import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { handle } from "@oneheart/kernel";
import { presentAccount } from "../present.ts";
import { accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { announceEnds } from "../workflows/end-session.ts";

/** Gives an account another role. Its sessions end, because their tokens still name the old one. */
export const setRole = handle(identityContract.operations.setRole, async ({ id, role }, ctx) => {
  const { account, ended } = await ctx.transaction(async (tx) => {
    const accounts = accountStore(tx);
    await accounts.lockAdmins();
    const account = (await accounts.lock(id)) ?? ctx.fail("account_not_found");
    if (account.erased_at !== null) ctx.fail("account_not_found");
    const demotes = account.role === "admin" && role !== "admin";
    if (demotes && !(await accounts.adminExists(account.id))) ctx.fail("last_admin");
    await accounts.setRole(account.id, role);
    if (role !== account.role) tx.emit(identityInternal.events.roleChanged, { account_id: account.id, role });
    return { account: { ...account, role }, ended: await sessionStore(tx).endAll(account.id, "role_changed", ctx.clock.now()) };
  });
  await announceEnds(ctx, ended);
  return presentAccount(ctx, account);
});
