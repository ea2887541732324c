/** What counts as text that somebody can read. */

/** White space, controls, format characters, fillers such as U+3164, and the empty braille pattern: nothing that ink would show. */
const unseen = /[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** True for text that shows nothing, whatever its length. */
export function isBlank(text: string): boolean {
  return text.replaceAll(unseen, "") === "";
}
