import { defineContract } from "../common/define.ts";
import { campaignOperations } from "./campaign.ts";
import { coverOperations } from "./cover.ts";
import { galleryOperations } from "./gallery.ts";
import { moneyOperations } from "./money.ts";
import { organisationOperations } from "./organisation.ts";
import { panelOperations } from "./panel.ts";
import { reportOperations } from "./report.ts";
import { roiOperations } from "./roi.ts";
import { staggeredOperations } from "./staggered.ts";
import { voiceOperations } from "./voice.ts";

export const sponsorContract = defineContract({
  service: "sponsor",
  operations: {
    ...organisationOperations,
    ...campaignOperations,
    ...moneyOperations,
    ...coverOperations,
    ...panelOperations,
    ...galleryOperations,
    ...reportOperations,
    ...roiOperations,
    ...staggeredOperations,
    ...voiceOperations,
  },
});
