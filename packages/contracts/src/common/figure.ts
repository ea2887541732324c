/** Every aggregate that anyone sees, with the way down to what it is made of. */

import { z } from "zod";
import type { CallInput, Operation } from "./define.ts";
import { Id, namedAfter, shape, Time } from "./shared.ts";

/**
 * What the value counts. Money and credits are in minor units: `credits_minor` is hundredths of an impact credit, `THB_minor` satang.
 * A share is in basis points. Of co-sponsors each counts its parts: a million `action_parts` are an action, a million `people_parts` a person.
 */
export const FigureUnit = z.union([
  z.enum([
    "actions",
    "people",
    "action_parts",
    "people_parts",
    "zones",
    "missions",
    "minutes",
    "days",
    "seconds",
    "xp",
    "tokens",
    "credits_minor",
    "entries",
    "items",
    "bps",
  ]),
  z.string().regex(/^[A-Z]{3}_minor$/),
]);
export type FigureUnit = z.infer<typeof FigureUnit>;

/**
 * What a figure rests on: entries of the ledger, which anyone can check, or events that the product counted, such as who was active.
 * The latter drill down to counts by day and never to a person.
 */
export const FigureBasis = shape("FigureBasis", {
  kind: z.enum(["ledger", "events"]),
  /** Leaves of the log when the figure was made: a checkpoint of this size or more covers every sealed entry in it. */
  tree_size: z.int().optional(),
  /** How many entries or events it is made of, which is how many lines its drill lists; null where the value is withheld. */
  count: z.int().nullable(),
  /** The first and the last day that it covers, `YYYY-MM-DD`; absent where it covers all time. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type FigureBasis = z.infer<typeof FigureBasis>;

/**
 * The call that lists exactly what the figure is made of, a page at a time: the amounts of all lines come to the value; of a figure in
 * `items` its value is the number of lines, unless these are days, each with its amount. A share (`bps`) leads to the two figures that it compares. The query holds the place up to
 * which the figure counts, so that what happens later changes neither.
 */
export const Drill = shape("Drill", {
  /** `service.operation`, as contracts name it. */
  operation: z.string(),
  /** Its input: path parameters, query or body alike. */
  query: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Drill = z.infer<typeof Drill>;

/** Why a value is not told: fewer people than may be told apart are behind it, or it would give away another that is withheld. */
export const Withheld = z.enum(["too_few_people", "protects_another"]);
export type Withheld = z.infer<typeof Withheld>;

/** A number that can be questioned. `value`, `basis.count` and `drill` are null together: what is withheld cannot be drilled into. */
export const Figure = shape("Figure", {
  value: z.number().nullable(),
  unit: FigureUnit,
  as_of: Time,
  basis: FigureBasis,
  drill: Drill.nullable(),
  /** Set where the value is withheld. */
  withheld: Withheld.optional(),
});
export type Figure = z.infer<typeof Figure>;

/** What a figure compares: the part against the whole, or what was paid against what it was paid for. */
export const FigureParts = shape("FigureParts", { part: Figure, whole: Figure });

/** One line of what a figure of the ledger is made of. */
export const FigureEntry = shape("FigureEntry", {
  /** Where its entry stands in the order of time; movements of one transaction share it. */
  position: z.int(),
  /** In the figure's unit; negative where something was taken back. */
  amount: z.number(),
  /** `impact.award`, `impact.reversal`, `reward.fulfil`, …: the kind of the ledger's transaction. */
  kind: z.string(),
  at: Time,
  /** The ledger's transaction: its receipt is at `GET /api/impact/receipt/:id`. Null for an action that moved nothing. */
  ledger_id: Id.nullable(),
  action_id: Id.nullable(),
  mission_id: Id.nullable(),
  zone_id: Id.nullable(),
});
export type FigureEntry = z.infer<typeof FigureEntry>;

/** What one day adds to a figure that rests on events. */
export const FigureDay = shape("FigureDay", { day: z.iso.date(), amount: z.number() });
export type FigureDay = z.infer<typeof FigureDay>;

/** What a drill answers: a page of lines, and what all lines of all pages come to. Its name follows from that of its lines. */
export function drillOf<T extends z.ZodType>(line: T) {
  return namedAfter(line, "Drill", () => z.object({ items: z.array(line), next_cursor: z.string().nullable(), sum: z.number() }));
}

/** Names an operation with its query as a drill; types check the query against the operation. */
export function drillTo<O extends Operation>(operation: O, query: CallInput<O> & Drill["query"]): Drill {
  return { operation: `${operation.service}.${operation.name}`, query };
}
