const accents: Record<string, string> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", n: "ñ", c: "ç" };
/** Translations are up to this much longer than short English texts. */
const growth = 0.4;

/** A text as a language would have it that nobody speaks: marked, accented and longer. */
export function pseudo(text: string): string {
  const accented = text.replaceAll(/[aeiouAEIOUnc]/g, (letter) => accents[letter]!);
  return `⟦${accented}${"~".repeat(Math.ceil(text.length * growth))}⟧`;
}
