import { type Message, message, type Sentence } from "@oneheart/messages";
import type { LinkPurpose } from "./link-token.ts";

/** A mail before it has an address and a language. */
export interface MailText {
  subject: Message;
  paragraphs: Sentence[];
}

/** What the mail of each link says. */
export function linkMail(purpose: LinkPurpose, link: string, username: string): MailText {
  return {
    subject: message(`mail.${purpose}.subject`),
    paragraphs: [{ code: `mail.${purpose}.why`, parameters: { username } }, link, message(`mail.${purpose}.otherwise`)],
  };
}

/** To an address that is confirmed for one account when somebody names it for another. */
export function takenAddressMail(username: string): MailText {
  return {
    subject: message("mail.taken_address.subject"),
    paragraphs: [message("mail.taken_address.why", { username }), message("mail.taken_address.otherwise")],
  };
}
