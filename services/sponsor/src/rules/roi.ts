import { type OutcomeCount, type ReturnValues, type RoiAssumptionName, type RoiOutcome, socialReturn } from "@oneheart/contracts";

/** Nothing of these was measured, whatever the numbers say. */
export const unproven = ["what_would_have_happened", "worth_of_outcomes", "how_long_it_lasts", "people_as_reported"] as const;

type Case = "low" | "base" | "high";
type Cases = Readonly<Record<Case, number>>;

/** What an organisation assumes. */
export interface Assumptions {
  discount: Cases & { source: string };
  outcomes: RoiOutcome[];
}

/** One assumption: of the outcome with this number, or of all outcomes. */
interface Place {
  outcome: number | null;
  assumption: RoiAssumptionName;
}

const ofOutcome = ["proxy", "deadweight", "displacement", "attribution", "drop_off"] as const;
/** More of these is worth more; more of the others is worth less. */
const raising: ReadonlySet<RoiAssumptionName> = new Set(["proxy", "attribution"] as const);

function placesOf({ outcomes }: Assumptions): Place[] {
  const all = outcomes.flatMap((_, outcome) => ofOutcome.map((assumption): Place => ({ outcome, assumption })));
  return [{ outcome: null, assumption: "discount" }, ...all];
}

function casesAt({ discount, outcomes }: Assumptions, { outcome, assumption }: Place): Cases {
  return outcome === null || assumption === "discount" ? discount : outcomes[outcome]![assumption];
}

/** The first assumption whose low case is not the least worth and its high case not the most. */
export function unorderedAt(assumptions: Assumptions): Place | undefined {
  return placesOf(assumptions).find((place) => {
    const { low, base, high } = casesAt(assumptions, place);
    return raising.has(place.assumption) ? low > base || base > high : low < base || base < high;
  });
}

/** The numbers of one case; `only` at another one where it is given. */
function valuesOf(assumptions: Assumptions, of: Case, only?: Place & { of: Case }): ReturnValues {
  const at = (outcome: number | null, assumption: RoiAssumptionName) => {
    const isOnly = only !== undefined && only.outcome === outcome && only.assumption === assumption;
    return casesAt(assumptions, { outcome, assumption })[isOnly ? only.of : of];
  };
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

/** The return in all three cases, and what each assumption alone makes of it, the one that matters most first. */
export function returnRange(assumptions: Assumptions, quantities: { actions: number; people: number }, invested_minor: number) {
  const counts = assumptions.outcomes.map(({ counts: what, years }): OutcomeCount => ({ quantity: quantities[what], years }));
  const of = (values: ReturnValues) => socialReturn(counts, values, invested_minor);
  const result = {
    low: of(valuesOf(assumptions, "low")),
    base: of(valuesOf(assumptions, "base")),
    high: of(valuesOf(assumptions, "high")),
  };
  const sensitivity = placesOf(assumptions).map((place) => ({
    ...place,
    low_ratio_bps: of(valuesOf(assumptions, "base", { ...place, of: "low" })).ratio_bps,
    high_ratio_bps: of(valuesOf(assumptions, "base", { ...place, of: "high" })).ratio_bps,
  }));
  const reach = (one: (typeof sensitivity)[number]) => one.high_ratio_bps - one.low_ratio_bps;
  return { result, sensitivity: sensitivity.toSorted((a, b) => reach(b) - reach(a)) };
}
