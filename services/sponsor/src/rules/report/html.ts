/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}

type Part = string | number | Html | readonly Html[] | null;

/** HTML in which everything that is not HTML already is escaped. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: texts.map((text, index) => text + (index < parts.length ? inHtml(parts[index]!) : "")).join("") };
}

function inHtml(part: Part): string {
  if (part === null) return "";
  if (Array.isArray(part)) return part.map(({ html: text }: Html) => text).join("");
  if (typeof part === "object") return (part as Html).html;
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
