/** What governments see: nothing that fewer than five people are behind. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { drillOf, Figure } from "../common/figure.ts";
import { Id, pageInput, shape } from "../common/shared.ts";
import { AreaLevel } from "../map/areas.ts";

const Day = z.iso.date();
/** A day, or a month for its first or its last day. */
const DayOrMonth = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/);

/**
 * A year (`2026`), quarter (`2026-Q1`), month, day or fiscal year (`FY2026`: the one that ends in 2026), or one relative to today, such as
 * `this_month`, `last_fiscal_year`, `last_30_days`, `last_12_months`.
 */
const Period = z
  .string()
  .regex(
    /^(\d{4}|\d{4}-Q[1-4]|\d{4}-\d\d(-\d\d)?|FY\d{4}|(this|last)_(day|week|month|quarter|year|fiscal_year)|last_[1-9]\d{0,2}_(days|months))$/,
  );

const PeriodStep = z.enum(["day", "week", "month", "quarter", "year", "fiscal_year"]);

/** `people` is rounded to the nearest five: how many different people acted is no sum of its parts. */
const measures = { actions: Figure, people: Figure };

const NationArea = shape("NationArea", {
  /** Null for what was done here in no narrower area, or is told together. */
  area_id: Id.nullable(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  name_local: z.string().nullable(),
  level: AreaLevel.nullable(),
  /** Of the boundary that holds in the last month. */
  population: z.int().nullable(),
  /** Actions by 1,000 people who live there; null where nobody said how many do. */
  actions_per_1000: z.number().nullable(),
  ...measures,
});

const NationDashboard = shape("NationDashboard", {
  from: Day,
  to: Day,
  /** The area that is looked at; null for the whole programme. */
  area: shape("NationPlace", {
    area_id: Id,
    code: z.string(),
    name: z.string(),
    name_local: z.string().nullable(),
    parent_id: Id.nullable(),
  }).nullable(),
  total: shape("NationMeasures", measures),
  /** The areas next below; rows sum to the total. */
  by_area: z.array(NationArea),
  /** How unequally these areas take part by head; null where fewer than two say how many people live there. */
  equity: shape("NationEquity", {
    areas: z.int(),
    /** Gini coefficient, weighted by population: 0 where all areas have as many actions by head. */
    gini_bps: z.int(),
    lowest_per_1000: z.number(),
    highest_per_1000: z.number(),
  }).nullable(),
  /** A place is null where places with few people are told together; rows sum to the total. */
  by_zone: z.array(shape("NationZone", { zone_id: Id.nullable(), ...measures })),
  by_kind: z.array(shape("NationKind", { mission_type: z.string().nullable(), ...measures })),
  /** By Sustainable Development Goal: a kind may serve several, or none, so rows do not sum to the total. */
  by_goal: z.array(shape("NationGoal", { goal: z.int(), targets: z.array(z.string()), mission_types: z.array(z.string()), ...measures })),
  /** In order. What is told together belongs to the step in which it ends; `since` is before `from` where it began in an earlier one. */
  by_period: z.array(shape("NationPeriod", { from: Day, to: Day, since: Day, ...measures })),
});

const place = {
  /** All that lies in it. */
  area: Id.optional(),
};

const range = {
  period: Period.optional(),
  from: DayOrMonth.optional(),
  to: DayOrMonth.optional(),
};

export const governmentOperations = {
  nationDashboard: operation({
    route: "GET /api/government/nation-dashboard",
    summary:
      "Verified actions and who took part, by area, place, kind, goal and time; what fewer than five people are behind is told together",
    access: ["government", "admin"],
    input: z.object({ ...range, ...place, mission_type: z.string().max(50).optional(), step: PeriodStep.default("month") }),
    output: NationDashboard,
    errors: { months_reversed: 422, period_unknown: refusal(422, shape("PeriodUnknown", { period: z.string() })), area_not_found: 404 },
  }),
  nationCells: operation({
    route: "GET /api/government/cells",
    summary: "The cells that a government's figure of actions is made of: each has at least five people behind it",
    access: ["government", "admin"],
    input: z.object({
      ...pageInput,
      from: DayOrMonth,
      to: DayOrMonth,
      /** Only what ends on this day or later. */
      ends_from: Day.optional(),
      ...place,
      /** Only what was done in no narrower area than `area`, or is told together there. */
      only_here: z.boolean().optional(),
      /** The areas and zones as they were; a figure of other ones is too old. */
      areas_version: z.int().min(0).optional(),
      upto: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
      /** `none` for places that are told together. */
      zone: z.union([Id, z.literal("none")]).optional(),
      /** Empty for kinds that are told together. */
      kind: z.string().max(50).optional(),
      goal: z.int().min(1).max(17).optional(),
      goals_version: z.int().min(1).optional(),
    }),
    output: drillOf(
      shape("NationCell", { from: Day, to: Day, zone_id: Id.nullable(), mission_type: z.string().nullable(), amount: z.number() }),
    ),
    errors: { figure_not_counted_yet: 409, figure_too_old: 410 },
  }),
} as const;
