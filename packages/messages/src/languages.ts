/** The languages that every text for people exists in. */
export const languages = ["en", "th"] as const;
export type Language = (typeof languages)[number];

/** Where neither the person nor their client says one. */
export const defaultLanguage: Language = "en";

/** People in Thailand read Thai words and Arabic digits. */
export const locales: Record<Language, string> = { en: "en", th: "th-u-nu-latn" };

/** The longest header that is read; browsers send some 30 characters. */
const headerMax = 500;

/**
 * The best language for an `Accept-Language` header (RFC 9110, section 12.5.4; look-up of RFC 4647, section 3.4). Undefined when the
 * header names none of ours, so that the caller can ask the person's own setting next.
 */
export function languageOf(header: string | undefined): Language | undefined {
  const wanted = (header ?? "")
    .slice(0, headerMax)
    .split(",")
    .map(readRange)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) {
    const language = languages.find((known) => tag === known || tag.startsWith(`${known}-`));
    if (language !== undefined) return language;
  }
  return undefined;
}

/** The same for those who are asked nothing more: what the header names, or the default. */
export function languageFor(header: string | undefined): Language {
  return languageOf(header) ?? defaultLanguage;
}

function readRange(range: string): { tag: string; quality: number } {
  const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { tag, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}
