import i18next from "i18next";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { pseudo } from "./pseudo.ts";

const languages = ["en", "th"] as const;
export type Language = (typeof languages)[number];

const chosen = "oneheart-language";
/** Longer words with accents and brackets, which show what is not translated and what overflows. */
const pseudoName = "pseudo";

type Words = Readonly<Record<string, string>>;
/** Plural forms are one text with several keys. */
type Base<Key> = Key extends `${infer Name}_one` | `${infer Name}_other` ? Name : Key;
/** Thai has no plural, so it needs only one of the forms. */
type Thai<English extends Words> = { readonly [K in keyof English as K extends `${string}_one` ? never : K]: string };

/** Texts of a part of the portal, in every language: none can be missing. */
export interface WordSet<Key extends string = string> {
  readonly namespace: string;
  readonly key?: Key;
}

export type Translate<Key extends string> = (key: Key, values?: Record<string, string | number>) => string;

/** Declares the texts of a part of the portal. Values stand in them as `{{name}}`, plurals as `name_one` and `name_other` by `count`. */
export function defineWords<const English extends Words>(
  namespace: string,
  english: English,
  thai: Thai<English>,
): WordSet<Base<keyof English & string>> {
  startLanguages();
  i18next.addResourceBundle("en", namespace, english);
  i18next.addResourceBundle("th", namespace, thai);
  return { namespace };
}

/** The texts in the language of the moment. */
export function useWords<Key extends string>(words: WordSet<Key>): Translate<Key> {
  const { t } = useTranslation(words.namespace);
  return useMemo(() => (key, values) => String(t(key as string, { ...values } as never)), [t]);
}

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

/** The language of the moment, for what is no component. */
export function currentLanguage(): Language {
  return i18next.language as Language;
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(chosen, language);
  await i18next.changeLanguage(language);
}

function startLanguages(): void {
  if (i18next.isInitialized) return;
  const wanted = localStorage.getItem(chosen);
  i18next.use(initReactI18next).use({
    type: "postProcessor",
    name: pseudoName,
    process: (text: string) => pseudo(text),
  });
  void i18next.init({
    lng: languages.find((language) => language === wanted) ?? languageOfBrowser(),
    fallbackLng: "en",
    initAsync: false,
    resources: {},
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    postProcess: wanted === pseudoName ? [pseudoName] : false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  const show = (language: string) => document.documentElement.setAttribute("lang", language);
  show(i18next.language);
  i18next.on("languageChanged", show);
}

function languageOfBrowser(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wanted.map((tag) => languages.find((language) => language === tag)).find((language) => language !== undefined) ?? "en";
}
