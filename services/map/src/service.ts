import { mapContract } from "@oneheart/contracts";
import { mapInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { createZone } from "./operations/create-zone.ts";
import { findZones } from "./operations/find-zones.ts";
import { getZone } from "./operations/get-zone.ts";
import { listAllZones } from "./operations/list-all-zones.ts";
import { listZones } from "./operations/list-zones.ts";
import { ownData } from "./operations/own-data.ts";
import { removeZone } from "./operations/remove-zone.ts";
import { updateZone } from "./operations/update-zone.ts";
import { zoneActivity } from "./operations/zone-activity.ts";
import { zoneMissions } from "./operations/zone-missions.ts";
import { zonesNear } from "./operations/zones-near.ts";
import { onImpactRecorded } from "./subscribers/on-impact-recorded.ts";
import { onImpactReinstated } from "./subscribers/on-impact-reinstated.ts";
import { onImpactReversed } from "./subscribers/on-impact-reversed.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onPlayerUpdated } from "./subscribers/on-player-updated.ts";

/** Zones: where quests take place, and what happened there. */
export const mapService = defineService(wholeContract(mapContract, mapInternal), {
  operations: {
    ownData,
    createZone,
    updateZone,
    removeZone,
    listZones,
    listAllZones,
    getZone,
    zoneMissions,
    zoneActivity,
    findZones,
    zonesNear,
  },
  subscribers: [onImpactRecorded, onImpactReversed, onImpactReinstated, onPlayerErased, onPlayerUpdated],
  migrations: new URL("../migrations/", import.meta.url),
});
