import { type CallInput, identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { type Context, handleApproved, type RecordChange } from "@oneheart/kernel";
import { presentAccount } from "../present.ts";
import { accountStore } from "../store/accounts.ts";
import { sessionStore } from "../store/sessions.ts";
import { announceEnds } from "../workflows/end-session.ts";

const operation = identityContract.operations.setRole;
type Wish = CallInput<typeof operation>;

/** Gives an account another role. Its sessions end, because their tokens still name the old one. */
export const setRole = handleApproved(operation, { change, run });

/** Who may approve is decided by two people as well: otherwise one could make a second person, or be the only one left. */
async function change({ id, role }: Wish, ctx: Context<typeof operation>): Promise<RecordChange | undefined> {
  const account = (await accountStore(ctx).find(id)) ?? ctx.fail("account_not_found");
  const touchesAdmins = role !== account.role && (role === "admin" || account.role === "admin");
  return touchesAdmins ? { before: { role: account.role }, after: { role } } : undefined;
}

async function run({ id, role }: Wish, ctx: Context<typeof operation>) {
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
}
