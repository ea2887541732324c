/** Which Sustainable Development Goals and targets each kind of mission serves: one table, for every surface. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { shape, Time } from "../common/shared.ts";

/** A target such as `15.2` or `6.b`, or a goal as a whole, such as `15`. */
const GoalTarget = z.string().regex(/^(?:[1-9]|1[0-7])(?:\.(?:[1-9]\d?|[a-d]))?$/);

const GoalMapping = shape("GoalMapping", {
  mission_type: z.string().min(1).max(50),
  targets: z.array(GoalTarget).max(10),
});

const GoalMappings = shape("GoalMappings", {
  mappings: z.array(GoalMapping),
  /** Grows by one with every change. */
  version: z.int(),
  updated_at: Time,
});

export const goalOperations = {
  getGoalMappings: operation({
    route: "GET /api/programme/goals",
    summary: "Which Sustainable Development Goals each kind of mission serves",
    access: ["anyone"],
    input: z.object({}),
    output: GoalMappings,
  }),
  setGoalMappings: operation({
    route: "PUT /api/admin/goals",
    summary: "Say which Sustainable Development Goals each kind of mission serves; it replaces what was said before",
    access: ["admin"],
    input: z.object({ mappings: z.array(GoalMapping).max(500), version_seen: z.int().min(1).optional() }),
    output: GoalMappings,
    errors: {
      goal_mappings_changed: refusal(409, shape("GoalMappingsChanged", { version: z.int() })),
      mission_type_twice: refusal(422, shape("MissionTypeTwice", { mission_type: z.string() })),
    },
  }),
} as const;
