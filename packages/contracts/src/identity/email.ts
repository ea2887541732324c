import { z } from "zod";
import { inputWords } from "../words/input-words.ts";

const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const domain = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?=[a-z])[a-z0-9-]{2,63}$/;
const localBytesMax = 64;

/**
 * An address with its domain as DNS knows it: lower case, international names in Punycode (IDNA). Left as it is when it has no
 * domain.
 */
export function canonicalEmail(email: string): string {
  const at = email.lastIndexOf("@");
  const host = at < 0 ? "" : asciiDomain(email.slice(at + 1));
  return host === "" ? email : `${email.slice(0, at)}@${host}`;
}

function asciiDomain(name: string): string {
  // A URL's host is the IDNA that browsers, phones and Node all have. What would be another part of a URL is no domain.
  if (!/^[^\s/\\?#@:[\]%]+$/u.test(name)) return "";
  return URL.parse(`http://${name}/`)?.hostname ?? "";
}

function isAddress(email: string): boolean {
  const at = email.lastIndexOf("@");
  const name = email.slice(0, at);
  return at > 0 && local.test(name) && new TextEncoder().encode(name).length <= localBytesMax && domain.test(email.slice(at + 1));
}

/** An e-mail address of any language (RFC 6531), composed (NFC). */
export const Email = z
  .string()
  .trim()
  .normalize("NFC")
  .max(254)
  .overwrite(canonicalEmail)
  .refine(isAddress, inputWords.not_an_email)
  .max(254);
