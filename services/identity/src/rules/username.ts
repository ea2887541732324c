const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

/**
 * The form under which usernames are compared: NFKC, folded for case, without characters that show nothing (UTS #39, UAX #31).
 * Empty when nothing visible is left.
 */
export function usernameKey(username: string): string {
  // By way of upper case, which joins what lower case alone keeps apart, such as ß and ss, or the two small sigmas.
  const folded = username.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ").normalize("NFKC");
  return folded.replace(invisible, "");
}
