import { PEOPLE_MIN } from "@oneheart/disclosure";
import { csvRow } from "@oneheart/messages";
import type { NationAtom } from "../nation/day-atoms.ts";

/** What was put together, and why. `crosses_period` is told whole to who asks for a longer period. */
type Reason = "kinds_together" | "places_together" | "months_together" | "crosses_period";

/** One cell that is told less finely than it was counted. How many were put together is not told: it would tell how few. */
export interface Suppression {
  from: string;
  to: string;
  zone_id: string | null;
  mission_type: string | null;
  reason: Reason;
}

export const suppressionFields = [
  { name: "from", type: "yearmonth", description: "First month" },
  { name: "to", type: "yearmonth", description: "Last month" },
  { name: "zone_id", type: "string", format: "uuid", description: "Empty where places are told together" },
  { name: "mission_type", type: "string", description: "Empty where kinds are told together" },
  {
    name: "reason",
    type: "string",
    description: `Why: fewer than ${PEOPLE_MIN} people took part in each of what is told together; crosses_period: part of it lies outside, so it is told to who asks for a longer period`,
    constraints: { enum: ["kinds_together", "places_together", "months_together", "crosses_period"] },
  },
] as const satisfies ReadonlyArray<{ name: keyof Suppression; [property: string]: unknown }>;

/** Of all cells those that touch a period and are told together, or only elsewhere. */
export function suppressionsIn(atoms: readonly NationAtom[], { from, to }: { from: string; to: string }): Suppression[] {
  return atoms
    .map((atom) => ({ ...atom, from: atom.from.slice(0, 7), to: atom.to.slice(0, 7) }))
    .filter((atom) => atom.to >= from && atom.from <= to)
    .flatMap((atom) => {
      const about = { from: atom.from, to: atom.to, zone_id: atom.zone, mission_type: atom.kind };
      return reasonsOf(atom, { from, to }).map((reason) => ({ ...about, reason }));
    });
}

function reasonsOf(atom: NationAtom, { from, to }: { from: string; to: string }): Reason[] {
  const { zone, kind } = atom;
  return [
    ...(kind === null ? ["kinds_together" as const] : []),
    ...(zone === null ? ["places_together" as const] : []),
    ...(atom.from < atom.to ? ["months_together" as const] : []),
    ...(atom.from < from || atom.to > to ? ["crosses_period" as const] : []),
  ];
}

/** `suppression.csv`. */
export function* suppressionCsv(rows: readonly Suppression[]): Generator<string> {
  yield csvRow(suppressionFields.map(({ name }) => name));
  for (const row of rows) yield csvRow(suppressionFields.map(({ name }) => row[name]));
}
