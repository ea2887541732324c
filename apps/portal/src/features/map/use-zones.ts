import { mapContract } from "@oneheart/contracts";
import { type Answer, useReadPages } from "../../app/calls.ts";

type ListOfZones = Extract<Answer<typeof mapContract.operations.listZones>, { items: unknown }>;
type PublicZone = ListOfZones["items"][number];

/** The programme's zones as a list; the operation gives GeoJSON only to those who ask for it. */
export function useZones() {
  const { items, query } = useReadPages(mapContract.operations.listZones, { limit: 100 });
  return { zones: items as PublicZone[], query };
}
