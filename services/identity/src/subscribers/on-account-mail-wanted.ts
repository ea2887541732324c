import { identityInternal } from "@oneheart/contracts/internal";
import { type BaseContext, subscribe } from "@oneheart/kernel";
import type { Language } from "@oneheart/messages";
import { takenAddressMail } from "../rules/account-mail.ts";
import { accountLinkStore } from "../store/account-links.ts";
import { type AccountRow, accountStore } from "../store/accounts.ts";
import { type Addressee, mailLanguage, mailLink, mailNotice } from "../workflows/account-mail.ts";
import { openEmail } from "../workflows/email.ts";
import { findByName } from "../workflows/find-account.ts";

/** Mails the links that operations asked for. They ask without looking, so that their answers take the same time for everybody. */
export const onAccountMailWanted = subscribe("on-account-mail-wanted", identityInternal.events.accountMailWanted, async (wanted, ctx) => {
  const found = "name" in wanted ? await findByName(ctx, wanted.name) : await accountStore(ctx).find(wanted.player_id);
  if (found === undefined || found.erased_at !== null) return;
  const language = await mailLanguage(ctx, found.id, wanted.language);
  if (wanted.kind === "change_email") return mailChange(ctx, found, language);
  const address: Addressee = { email: openEmail(ctx.vault, found.email_sealed), email_hash: found.email_hash, language };
  if (found.email_confirmed_at === null) return mailConfirmation(ctx, found, address);
  if (wanted.kind === "reset_password") await mailLink(ctx, found, "reset_password", address);
});

/** Also for a forgotten password: nothing but the confirmation goes to an address that nobody confirmed. */
async function mailConfirmation(ctx: BaseContext, account: AccountRow, address: Addressee): Promise<void> {
  if (await tellOwner(ctx, account, address)) return;
  await mailLink(ctx, account, "confirm_email", address);
}

async function mailChange(ctx: BaseContext, account: AccountRow, language: Language): Promise<void> {
  const change = await accountLinkStore(ctx).change(account.id, ctx.clock.now());
  if (change === undefined) return;
  const entered: Addressee = { email: openEmail(ctx.vault, change.email_sealed), email_hash: change.email_hash, language };
  const left: Addressee = { email: openEmail(ctx.vault, account.email_sealed), email_hash: account.email_hash, language };
  if (change.left_at === null) await mailLink(ctx, account, "leave_email", left);
  if (!(await tellOwner(ctx, account, entered))) await mailLink(ctx, account, "enter_email", entered);
}

/** An address that is confirmed for another account cannot be taken; its owner hears of it, and nobody else. */
async function tellOwner(ctx: BaseContext, account: AccountRow, address: Addressee): Promise<boolean> {
  const owner = await accountStore(ctx).findConfirmed(address.email_hash);
  if (owner === undefined || owner.id === account.id) return false;
  const language = await mailLanguage(ctx, owner.id, address.language);
  await mailNotice(ctx, "taken_address", { ...address, language }, takenAddressMail(owner.username));
  return true;
}
