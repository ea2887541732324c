import type { LinkPurpose } from "./link-token.ts";

/** A mail before it has an address. */
export interface MailText {
  subject: string;
  text: string;
}

/**
 * What the mail of each link says. Nothing that somebody else typed stands in it, or mail in our name would say what strangers want:
 * a username only where the address is confirmed for it.
 */
export function linkMail(purpose: LinkPurpose, link: string, username: string): MailText {
  return texts[purpose](link, username);
}

const texts: Record<LinkPurpose, (link: string, username: string) => MailText> = {
  confirm_email: (link) => ({
    subject: "Confirm your e-mail address",
    text: paragraphs(
      "Somebody, probably you, has given this address to OneHeart. Confirm that it is yours:",
      link,
      "The link is good for one day, and once. If it was not you, do nothing: without your confirmation nothing else is sent here.",
    ),
  }),
  reset_password: (link, username) => ({
    subject: "Choose a new password",
    text: paragraphs(
      `Somebody, probably you, has forgotten the password of your OneHeart account “${username}”. Choose a new one here:`,
      link,
      "The link is good for half an hour, and once. If it was not you, do nothing: your password stays as it is.",
    ),
  }),
  leave_email: (link, username) => ({
    subject: "Do you want to change your e-mail address?",
    text: paragraphs(
      `Somebody who is logged in to your OneHeart account “${username}” wants to use another e-mail address. If it was you, agree here:`,
      link,
      "The link is good for one hour, and once. If it was not you, do not open it, and change your password now.",
    ),
  }),
  enter_email: (link) => ({
    subject: "Confirm your new e-mail address",
    text: paragraphs(
      "Somebody, probably you, wants to use this address for an account at OneHeart. Confirm that it is yours:",
      link,
      "The link is good for one hour, and once. If it was not you, do nothing.",
    ),
  }),
};

/** To an address that is confirmed for one account when somebody names it for another. */
export function takenAddressMail(username: string): MailText {
  return {
    subject: "You have a OneHeart account",
    text: paragraphs(
      `Somebody, probably you, has given this address to OneHeart for another account. It belongs to your account “${username}”.`,
      "Log in with that name. If you have forgotten the password, ask for a new one where you log in. If it was not you, do nothing.",
    ),
  };
}

function paragraphs(...parts: string[]): string {
  return parts.join("\n\n");
}
