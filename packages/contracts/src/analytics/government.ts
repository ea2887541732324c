/** What governments see: whole months, and nothing that fewer than five people are behind. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { drillOf, Figure } from "../common/figure.ts";
import { Id, Month, pageInput, shape } from "../common/shared.ts";

/** `people` is rounded to the nearest five: how many different people acted is no sum of its parts. */
const measures = { actions: Figure, people: Figure };

const NationDashboard = shape("NationDashboard", {
  from: Month,
  to: Month,
  total: shape("NationMeasures", measures),
  /** A place is null where places with few people are told together; rows sum to the total. */
  by_zone: z.array(shape("NationZone", { zone_id: Id.nullable(), ...measures })),
  by_kind: z.array(shape("NationKind", { mission_type: z.string().nullable(), ...measures })),
  by_month: z.array(shape("NationMonth", { month: Month, ...measures })),
});

const range = { from: Month, to: Month };

export const governmentOperations = {
  nationDashboard: operation({
    route: "GET /api/government/nation-dashboard",
    summary: "Verified actions and who took part, by place, kind and month; what fewer than five people are behind is told together",
    access: ["government", "admin"],
    input: z.object(range),
    output: NationDashboard,
    errors: { months_reversed: 422 },
  }),
  nationCells: operation({
    route: "GET /api/government/cells",
    summary: "The cells that a government's figure of actions is made of: each has at least five people behind it",
    access: ["government", "admin"],
    input: z.object({
      ...pageInput,
      ...range,
      upto: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
      /** `none` for places that are told together. */
      zone: z.union([Id, z.literal("none")]).optional(),
      /** Empty for kinds that are told together. */
      kind: z.string().max(50).optional(),
    }),
    output: drillOf(
      shape("NationCell", { from: Month, to: Month, zone_id: Id.nullable(), mission_type: z.string().nullable(), amount: z.number() }),
    ),
    errors: { figure_not_counted_yet: 409, figure_too_old: 410 },
  }),
} as const;
