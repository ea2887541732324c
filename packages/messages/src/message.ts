import { english } from "./en/index.ts";
import type { Message, Pattern, Value } from "./pattern.ts";

export type MessageCode = keyof typeof english;

/** The parameters of a message. */
export type Parameters<C extends MessageCode> = (typeof english)[C] extends Pattern<infer P> ? P : never;

/** A message, or words that were stored before there were messages and words that a person wrote. */
export type Sentence = Message | string;

/** Makes a message; a code that the catalogue lacks, or parameters that it does not have, do not compile. */
export function message<C extends MessageCode>(
  code: C,
  ...[parameters]: Record<never, never> extends Parameters<C> ? [] : [Parameters<C>]
): Message {
  return { code, parameters: { ...(parameters as Record<string, Value> | undefined) } };
}

export function isMessageCode(code: string): code is MessageCode {
  return Object.hasOwn(english, code);
}
