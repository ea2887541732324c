import type { ActionFigure, FigureUnit } from "@oneheart/contracts";
/** What is added up of entries. */
export type Measure = "actions" | "minutes" | "people";

/** How a figure of verified actions is counted: the one definition for every surface. */
export const actionFigures: Record<ActionFigure, { unit: FigureUnit; measure: Measure }> = {
  verified_actions: { unit: "actions", measure: "actions" },
  minutes_of_work: { unit: "minutes", measure: "minutes" },
  people_helped: { unit: "people", measure: "people" },
};
