import { mapContract } from "@oneheart/contracts";
import { mapInternal, wholeContract } from "@oneheart/contracts/internal";
import { defineService } from "@oneheart/kernel";
import { areaFeatures } from "./operations/area-features.ts";
import { areaPlaces } from "./operations/area-places.ts";
import { createZone } from "./operations/create-zone.ts";
import { findZones } from "./operations/find-zones.ts";
import { getZone } from "./operations/get-zone.ts";
import { importAreas } from "./operations/import-areas.ts";
import { listAllZones } from "./operations/list-all-zones.ts";
import { listAreas } from "./operations/list-areas.ts";
import { listZones } from "./operations/list-zones.ts";
import { ownData } from "./operations/own-data.ts";
import { readZones } from "./operations/read-zones.ts";
import { removeZone } from "./operations/remove-zone.ts";
import { updateZone } from "./operations/update-zone.ts";
import { zoneActivity } from "./operations/zone-activity.ts";
import { zoneMissions } from "./operations/zone-missions.ts";
import { zonesNear } from "./operations/zones-near.ts";
import { onPlayerErased } from "./subscribers/on-player-erased.ts";
import { onPlayerUpdated } from "./subscribers/on-player-updated.ts";
import { onRewardChanged } from "./subscribers/on-reward-changed.ts";

/** Zones: where quests take place, and what happened there. */
export const mapService = defineService(wholeContract(mapContract, mapInternal), {
  operations: {
    ownData,
    importAreas,
    listAreas,
    areaFeatures,
    areaPlaces,
    createZone,
    updateZone,
    removeZone,
    listZones,
    listAllZones,
    getZone,
    zoneMissions,
    zoneActivity,
    findZones,
    readZones,
    zonesNear,
  },
  subscribers: [onRewardChanged, onPlayerErased, onPlayerUpdated],
  migrations: new URL("../migrations/", import.meta.url),
});
