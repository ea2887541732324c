import { isErasedName } from "./erased-name.ts";
import { skeletonOf } from "./skeleton.ts";
import { usernameKey } from "./username.ts";

/** Names that speak for the programme, wherever they stand in a name: `support-team`, `oneheart_official`. */
const speaking = ["admin", "administrator", "administration", "oneheart", "official", "support", "moderator", "root", "system", "sysadmin"];
/** Names that mean something to people or programs when they stand alone. */
const alone = [
  ...["help", "helpdesk", "info", "contact", "security", "abuse", "staff", "team", "service", "bot", "news", "press", "legal", "privacy"],
  ...["webmaster", "postmaster", "hostmaster", "noreply", "mailerdaemon", "reviewer", "sponsor", "government", "police", "verified"],
  ...[
    "me",
    "you",
    "all",
    "everyone",
    "nobody",
    "somebody",
    "someone",
    "anonymous",
    "unknown",
    "deleted",
    "erased",
    "guest",
    "user",
    "test",
  ],
  ...["null", "undefined", "true", "false", "nan", "api", "www", "mail", "ftp", "localhost"],
];

const inAllForms = (words: readonly string[]) => new Set(words.flatMap((word) => [word, skeletonOf(word)]));
const speakingForms = inAllForms(speaking);
const aloneForms = inAllForms([...speaking, ...alone]);

/** True for names that nobody can register, however they are written. */
export function isReserved(name: string): boolean {
  const key = usernameKey(name);
  if (isErasedName(key)) return true;
  return [key, skeletonOf(name), skeletonOf(key)].some((form) => {
    const letters = form.replaceAll(/[^\p{L}\p{M}]/gu, "");
    return aloneForms.has(letters) || form.split(/[^\p{L}\p{M}]+/u).some((part) => speakingForms.has(part));
  });
}
