import { defineContract } from "../common/define.ts";
import { dashboardOperations } from "./dashboard.ts";
import { economyOperations } from "./economy.ts";
import { exportOperations } from "./export.ts";
import { figureOperations } from "./figures.ts";
import { goalOperations } from "./goals.ts";
import { governmentOperations } from "./government.ts";
import { insightOperations } from "./insights.ts";
import { programmeOperations } from "./programme.ts";
import { qualityOperations } from "./quality.ts";

export const analyticsContract = defineContract({
  service: "analytics",
  operations: {
    ...figureOperations,
    ...programmeOperations,
    ...dashboardOperations,
    ...governmentOperations,
    ...exportOperations,
    ...goalOperations,
    ...insightOperations,
    ...qualityOperations,
    ...economyOperations,
  },
});
