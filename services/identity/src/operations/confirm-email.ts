import { identityContract } from "@oneheart/contracts";
import { identityInternal } from "@oneheart/contracts/internal";
import { type Context, handle, isUniqueViolation, type Tx } from "@oneheart/kernel";
import { hashLinkToken } from "../rules/link-token.ts";
import { type AccountLinkRow, accountLinkStore } from "../store/account-links.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";

const operation = identityContract.operations.confirmEmail;
type Waiting = { waiting_for: "nothing" | "other_address" };

/** Confirms an address, or one side of a change of address; the second side completes the change. */
export const confirmEmail = handle(operation, async ({ token }, ctx) => {
  try {
    return await ctx.transaction((tx) => confirm(tx, ctx, hashLinkToken(token)));
  } catch (error) {
    // Somebody else confirmed the address in the meantime.
    if (isUniqueViolation(error, "accounts_confirmed_email")) return ctx.fail("account_link_invalid");
    throw error;
  }
});

async function confirm(tx: Tx, ctx: Context<typeof operation>, token_hash: Buffer): Promise<Waiting> {
  const now = ctx.clock.now();
  const purposes = ["confirm_email", "leave_email", "enter_email"] as const;
  const link = (await accountLinkStore(tx).take(token_hash, purposes, now)) ?? ctx.fail("account_link_invalid");
  const account = (await accountStore(tx).lock(link.account_id)) ?? ctx.fail("account_link_invalid");
  if (account.erased_at !== null) ctx.fail("account_link_invalid");
  if (link.purpose !== "confirm_email") return agree(tx, ctx, account, link);
  if (account.email_hash !== link.email_hash) ctx.fail("account_link_invalid");
  await accountStore(tx).confirmEmail(account.id, now);
  return { waiting_for: "nothing" };
}

async function agree(tx: Tx, ctx: Context<typeof operation>, account: AccountRow, link: AccountLinkRow): Promise<Waiting> {
  const now = ctx.clock.now();
  const links = accountLinkStore(tx);
  const side = link.purpose === "leave_email" ? "left_at" : "entered_at";
  const change = (await links.change(account.id, now)) ?? ctx.fail("account_link_invalid");
  // A link of an earlier change is not a word on this one.
  if (link.email_hash !== (side === "left_at" ? account.email_hash : change.email_hash) || link.created_at < change.asked_at)
    ctx.fail("account_link_invalid");
  const agreed = { ...change, [side]: now };
  if (agreed.left_at === null || agreed.entered_at === null) {
    await links.agree(account.id, side, now);
    return { waiting_for: "other_address" };
  }
  await accountStore(tx).replaceEmail(account.id, change, now);
  await links.endChange(account.id);
  await links.deleteAll(account.id);
  tx.emit(identityInternal.events.accountUpdated, { player_id: account.id });
  return { waiting_for: "nothing" };
}
