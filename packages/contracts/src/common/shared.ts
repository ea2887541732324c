/** Field types that several contracts use. Units are part of the name. */

import { z } from "zod";
import { inputWords } from "../words/input-words.ts";
import { isBlank } from "./text.ts";

/** An object with its name, by which OpenAPI and every other reader of the contracts refer to it. One name, one shape. */
export function shape<Fields extends z.core.$ZodLooseShape>(id: string, fields: Fields) {
  return z.object(fields).meta({ id });
}

/** One that takes no field beside its own, also where it is nested. */
export function strictShape<Fields extends z.core.$ZodLooseShape>(id: string, fields: Fields) {
  return z.strictObject(fields).meta({ id });
}

export const Id = z.uuid();
/** UTC, RFC 3339. */
export const Time = z.iso.datetime({ offset: true });
/** `YYYY-MM`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const Latitude = z.number().min(-90).max(90);
export const Longitude = z.number().min(-180).max(180);
export const Location = shape("Location", { lat: Latitude, lng: Longitude });
/** A decentralised identifier of this network: `did:oneheart:` and a multibase base58btc Ed25519 public key. */
export const Did = z.string().regex(/^did:oneheart:z[1-9A-HJ-NP-Za-km-z]{40,60}$/, inputWords.not_a_did);
export const IdOrDid = z.union([Id, Did]);

/** The keys of a table, for an enum of just these. */
export function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table) as Key[];
}

/** A line of text as people write it, in any script; control characters and what shows nothing are refused. */
export function line(max: number): z.ZodString {
  return z
    .string()
    .trim()
    .overwrite(blankToNothing)
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, inputWords.control_characters);
}

/** Several lines of text; line breaks and tabs are the only control characters. Text that shows nothing is empty. */
export function paragraph(max: number): z.ZodString {
  return z
    .string()
    .trim()
    .overwrite(blankToNothing)
    .max(max)
    .regex(/^(?:\P{Cc}|[\n\r\t])*$/u, inputWords.control_characters);
}

function blankToNothing(text: string): string {
  return isBlank(text) ? "" : text;
}

/** The fields every list takes. */
export const pageInput = { cursor: z.string().max(300).optional(), limit: z.int().min(1).max(100).default(20) };

/** What is refused while there is another of the same name is made all the same when this says that it is meant. */
export const duplicateInput = { allow_duplicate: z.boolean().default(false) };

/** A page of a list: `next_cursor` is null on the last one. Its name follows from that of its items. */
export function pageOf<T extends z.ZodType>(item: T) {
  return namedAfter(item, "Page", () => z.object({ items: z.array(item), next_cursor: z.string().nullable() }));
}

/** A list that is whole. */
export function listOf<T extends z.ZodType>(item: T) {
  return namedAfter(item, "List", () => z.object({ items: z.array(item) }));
}

const madeOf = new WeakMap<z.ZodType, Map<string, z.ZodType>>();

/** All pages of one shape are one shape. */
export function namedAfter<Shape extends z.ZodType>(item: z.ZodType, ending: string, make: () => Shape): Shape {
  const id = item.meta()?.id;
  if (id === undefined) return make();
  const made = madeOf.get(item) ?? new Map<string, z.ZodType>();
  madeOf.set(item, made);
  if (!made.has(ending)) made.set(ending, make().meta({ id: `${id}${ending}` }));
  return made.get(ending) as Shape;
}

/** What errors tell that several operations answer. */
export const MostAllowed = shape("MostAllowed", { max: z.int() });

export const Nothing = shape("Nothing", {});

export const QuestType = z.enum(["daily", "story", "community", "ascension"]);
export type QuestType = z.infer<typeof QuestType>;
export const QuestStatus = z.enum(["available", "active", "submitted", "completed", "failed", "abandoned", "expired"]);
export type QuestStatus = z.infer<typeof QuestStatus>;
export const ProofStatus = z.enum(["stored", "verifying", "verified", "in_review", "rejected", "appealed"]);
export type ProofStatus = z.infer<typeof ProofStatus>;
export const QuestStatusNow = shape("QuestStatusNow", { status: QuestStatus });
export const ProofStatusNow = shape("ProofStatusNow", { status: ProofStatus });
