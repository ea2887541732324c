/** A text for people before it has a language: what is stored and sent between services. */
export interface Message {
  code: string;
  parameters: Record<string, Value>;
}

/** What a message may be filled with. A message inside a message is rendered in the same language. */
export type Value = string | number | Message;

declare const parameters: unique symbol;

/** An ICU message, with the names and types of its parameters. */
export type Pattern<P> = string & { readonly [parameters]: P };

/** Declares an ICU message (https://unicode-org.github.io/icu/userguide/format_parse/messages) with its parameters. */
export function pattern<P extends Record<string, Value> = Record<never, never>>(icu: string): Pattern<P> {
  return icu as Pattern<P>;
}
