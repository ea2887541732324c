import { randomBytes } from "node:crypto";
import { notificationInternal } from "@oneheart/contracts/internal";
import type { BaseContext } from "@oneheart/kernel";
import { defaultLanguage, type Language, render } from "@oneheart/messages";
import { linkMail, type MailText } from "../rules/account-mail.ts";
import { hashLinkToken, type LinkPurpose, linkExpiry, linkUrl } from "../rules/link-token.ts";
import { identitySettings } from "../settings.ts";
import { accountLinkStore } from "../store/account-links.ts";
import type { AccountRow } from "../store/accounts.ts";

const hour_ms = 60 * 60_000;
/** Strangers can ask for mail to anybody's address; this many an hour of one kind are enough. */
const mailsPerHour = 5;

/** An address, what it is looked up by, and the language of who reads there. */
export interface Addressee {
  email: string;
  email_hash: string;
  language: Language;
}

/** The language that an account's person set, else the one that the request asked for. */
export async function mailLanguage(ctx: BaseContext, player_id: string, asked: Language = defaultLanguage): Promise<Language> {
  const { language } = await ctx.call(notificationInternal.operations.chosenLanguage, { player_id });
  return language ?? asked;
}

/** Where clients reach this installation. */
export function publicBase({ HOST, PORT, PUBLIC_URL }: { HOST: string; PORT: number; PUBLIC_URL?: string }): string {
  return PUBLIC_URL ?? `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;
}

/** Makes a link and mails it. Only the mail knows the secret; a job that is tried again makes another. */
export async function mailLink(ctx: BaseContext, account: AccountRow, purpose: LinkPurpose, to: Addressee): Promise<void> {
  if (!(await mayMail(ctx, purpose, to))) return;
  const token = randomBytes(32).toString("base64url");
  const created_at = ctx.clock.now();
  const link = { account_id: account.id, purpose, email_hash: to.email_hash, created_at, expires_at: linkExpiry(purpose, created_at) };
  await accountLinkStore(ctx).insert({ token_hash: hashLinkToken(token), ...link });
  const url = linkUrl(publicBase(ctx.settings(identitySettings)), purpose === "reset_password" ? "reset" : "confirm", token);
  await send(ctx, to, linkMail(purpose, url, account.username));
}

/** Mails something without a link. */
export async function mailNotice(ctx: BaseContext, kind: string, to: Addressee, text: MailText): Promise<void> {
  if (await mayMail(ctx, kind, to)) await send(ctx, to, text);
}

/** `.invalid` is reserved (RFC 2606): it is the address of whoever has none. */
async function mayMail(ctx: BaseContext, kind: string, to: Addressee): Promise<boolean> {
  if (to.email.endsWith(".invalid")) return false;
  const { value } = await ctx.backing.cache.increment(`account_mails:${kind}:${to.email_hash}`, { ttl_ms: hour_ms });
  if (value > mailsPerHour) ctx.log.warn({ kind }, "an address gets no more mail of this kind for now");
  return value <= mailsPerHour;
}

/** A provider's final no is an outcome, too: asking again would not change it. */
async function send(ctx: BaseContext, { email, language }: Addressee, { subject, paragraphs }: MailText): Promise<void> {
  const text = paragraphs.map((paragraph) => render(paragraph, language)).join("\n\n");
  try {
    await ctx.backing.mail.send({ to: email, subject: render(subject, language), text });
  } catch (error) {
    if ((error as { code?: string }).code !== "message_refused") throw error;
    ctx.log.warn({ err: error }, "a provider refused a mail");
  }
}
