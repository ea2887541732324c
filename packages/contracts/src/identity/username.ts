/** Which names people may choose (UTS #39, Unicode Security Mechanisms). Names that look the same are told apart by the server. */

import { z } from "zod";
import { inputWords } from "../words/input-words.ts";

/** Scripts in use today (UAX #31, tables 5 and 7). A name is of one of them, beside what all scripts share. */
const scripts = [
  ...["Latin", "Cyrillic", "Greek", "Armenian", "Georgian", "Hebrew", "Arabic", "Syriac", "Thaana", "Nko", "Adlam", "Ethiopic"],
  ...["Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Tibetan"],
  ...["Thai", "Lao", "Khmer", "Myanmar", "Tai_Le", "New_Tai_Lue", "Tai_Tham", "Tai_Viet", "Cham", "Javanese", "Balinese", "Sundanese"],
  ...["Batak", "Lepcha", "Limbu", "Meetei_Mayek", "Ol_Chiki", "Syloti_Nagri", "Saurashtra", "Chakma", "Kayah_Li", "Mongolian"],
  ...["Han", "Hangul", "Hiragana", "Katakana", "Bopomofo", "Yi", "Lisu", "Miao", "Cherokee", "Canadian_Aboriginal", "Tifinagh", "Vai"],
];
/** Letters of these look like Latin ones, so they never stand beside them. */
const likeLatin = ["Cyrillic", "Greek", "Armenian", "Cherokee", "Lisu"];
/** Languages that are written with several scripts at once. */
const together = ["Latin Han Hiragana Katakana", "Latin Han Bopomofo", "Latin Han Hangul"];

const mixtures = [...scripts.map((script) => (likeLatin.includes(script) ? script : `Latin ${script}`)), ...together].map((mixture) => {
  const members = `Common Inherited ${mixture}`.split(" ").map((script) => `\\p{scx=${script}}`);
  return new RegExp(`^[${members.join("")}]*$`, "u");
});

/** ZWNJ and ZWJ shape words of these scripts: Persian می‌خواهم, Sinhala, Malayalam and others. */
const joining =
  "Arabic Syriac Mongolian Nko Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Tibetan Thai Lao Khmer Myanmar"
    .split(" ")
    .map((script) => `\\p{scx=${script}}`)
    .join("");
const joined = `(?<=[${joining}])[\\u200c\\u200d](?=[${joining}])`;
const joinedEmoji = "(?<=[\\p{Emoji}\\p{Emoji_Modifier}]|\\ufe0f)\\u200d(?=\\p{Extended_Pictographic})";
const emojiStyle = "(?<=\\p{Extended_Pictographic})\\ufe0f";
const invisibleWhereNeeded = new RegExp(`${joined}|${joinedEmoji}|${emojiStyle}`, "gu");
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** More marks on a letter than any language writes climb over the lines above and below. */
const marksMax = /^\p{M}|\p{Mn}{5}/u;

/** True when all of a name is of one script, or of scripts that one language mixes (UTS #39, 5.2, "moderately restrictive"). */
function isOfOneScript(name: string): boolean {
  return mixtures.some((mixture) => mixture.test(name));
}

/** 3 to 40 letters, marks, digits or emoji, with `_ . -` inside; no spaces. */
export const Username = z
  .string()
  .trim()
  .normalize("NFC")
  .min(3)
  .max(40)
  .regex(
    /^(?:[\p{L}\p{N}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}_.-]|\u200c|\u200d|\ufe0f)+$/u,
    inputWords.username_characters,
  )
  .refine((name) => !invisible.test(name.replaceAll(invisibleWhereNeeded, "")), {
    message: inputWords.username_invisible,
    abort: true,
  })
  .refine((name) => !marksMax.test(name), inputWords.username_marks)
  .refine(isOfOneScript, inputWords.username_script);
