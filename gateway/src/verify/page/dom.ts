/**
 * The part of a browser's document that the page uses. Written out instead of taking TypeScript's DOM library, which would let every
 * file of the server name `window`.
 */
export interface PageElement {
  value: string;
  checked: boolean;
  disabled: boolean;
  hidden: boolean;
  readonly files?: ArrayLike<PageFile> | null;
  textContent: string | null;
  className: string;
  append(...children: Child[]): void;
  replaceChildren(...children: Child[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: (event: PageEvent) => void): void;
  scrollIntoView(options: { block: "nearest" | "start" }): void;
}

export interface PageFile {
  readonly name: string;
  readonly size: number;
  text(): Promise<string>;
}

interface PageEvent {
  readonly dataTransfer?: { readonly files: ArrayLike<PageFile> };
  preventDefault(): void;
}

interface PageDocument {
  readonly body: PageElement;
  createElement(name: string): PageElement;
  getElementById(id: string): PageElement | null;
}

export type Child = PageElement | string;

const browser = globalThis as unknown as { document: PageDocument; location: { origin: string; search: string } };

/** The element of page.html with this id. */
export function byId(id: string): PageElement {
  const found = browser.document.getElementById(id);
  if (found === null) throw new Error(`page.html has no #${id}`);
  return found;
}

/** A new element. Children are nodes or text, never markup. */
export function element(name: string, attributes: Record<string, string>, ...children: Child[]): PageElement {
  const made = browser.document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export const body = (): PageElement => browser.document.body;
export const origin = (): string => browser.location.origin;
export const query = (name: string): string | null => new URLSearchParams(browser.location.search).get(name);
