import type { ReturnValues, RoiAssumptionName, sponsorContract } from "@oneheart/contracts";
import type { Answer } from "../../app/calls.ts";

export type Roi = Answer<typeof sponsorContract.operations.sponsorRoi>;
export type Assumptions = NonNullable<Roi["assumptions"]>;

/** Which assumption: of one outcome, or of all. */
export interface Place {
  outcome: number | null;
  assumption: RoiAssumptionName;
}

export const ofOutcome = ["proxy", "deadweight", "displacement", "attribution", "drop_off"] as const;

export const keyOf = ({ outcome, assumption }: Place) => `${outcome ?? "all"} ${assumption}`;

export function placesOf({ outcomes }: Assumptions): Place[] {
  const all = outcomes.flatMap((_, outcome) => ofOutcome.map((assumption): Place => ({ outcome, assumption })));
  return [...all, { outcome: null, assumption: "discount" }];
}

export function casesAt(assumptions: Assumptions, { outcome, assumption }: Place) {
  return outcome === null || assumption === "discount" ? assumptions.discount : assumptions.outcomes[outcome]![assumption];
}

/** The numbers as the sliders have them; what was not moved is in its base case. */
export function valuesWith(assumptions: Assumptions, moved: Readonly<Record<string, number>>): ReturnValues {
  const at = (outcome: number | null, assumption: RoiAssumptionName) =>
    moved[keyOf({ outcome, assumption })] ?? casesAt(assumptions, { outcome, assumption }).base;
  return {
    discount_bps: at(null, "discount"),
    outcomes: assumptions.outcomes.map((_, index) => ({
      proxy_minor: at(index, "proxy"),
      deadweight_bps: at(index, "deadweight"),
      displacement_bps: at(index, "displacement"),
      attribution_bps: at(index, "attribution"),
      drop_off_bps: at(index, "drop_off"),
    })),
  };
}
