import { pattern } from "../pattern.ts";

/**
 * Mails about an account, and the message with a code. Nothing that somebody else typed stands in them, or mail in our name would say what
 * strangers want: a username only where the address is confirmed for it.
 */
export const mails = {
  "mail.confirm_email.subject": pattern("Confirm your e-mail address"),
  "mail.confirm_email.why": pattern("Somebody, probably you, has given this address to OneHeart. Confirm that it is yours:"),
  "mail.confirm_email.otherwise": pattern(
    "The link is good for one day, and once. If it was not you, do nothing: without your confirmation nothing else is sent here.",
  ),

  "mail.reset_password.subject": pattern("Choose a new password"),
  "mail.reset_password.why": pattern<{ username: string }>(
    "Somebody, probably you, has forgotten the password of your OneHeart account “{username}”. Choose a new one here:",
  ),
  "mail.reset_password.otherwise": pattern(
    "The link is good for half an hour, and once. If it was not you, do nothing: your password stays as it is.",
  ),

  "mail.leave_email.subject": pattern("Do you want to change your e-mail address?"),
  "mail.leave_email.why": pattern<{ username: string }>(
    "Somebody who is logged in to your OneHeart account “{username}” wants to use another e-mail address. If it was you, agree here:",
  ),
  "mail.leave_email.otherwise": pattern(
    "The link is good for one hour, and once. If it was not you, do not open it, and change your password now.",
  ),

  "mail.enter_email.subject": pattern("Confirm your new e-mail address"),
  "mail.enter_email.why": pattern(
    "Somebody, probably you, wants to use this address for an account at OneHeart. Confirm that it is yours:",
  ),
  "mail.enter_email.otherwise": pattern("The link is good for one hour, and once. If it was not you, do nothing."),

  "mail.taken_address.subject": pattern("You have a OneHeart account"),
  "mail.taken_address.why": pattern<{ username: string }>(
    "Somebody, probably you, has given this address to OneHeart for another account. It belongs to your account “{username}”.",
  ),
  "mail.taken_address.otherwise": pattern(
    "Log in with that name. If you have forgotten the password, ask for a new one where you log in. If it was not you, do nothing.",
  ),

  "sms.code": pattern<{ code: string; life: string }>(
    "{code} is your OneHeart code. It is good for {life, select, day {a day} other {ten minutes}}. Nobody from OneHeart will ask you for it.",
  ),
};
