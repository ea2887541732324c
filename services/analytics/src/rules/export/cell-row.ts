import { roundPeople } from "@oneheart/disclosure";
import type { NationAtom } from "../nation/day-atoms.ts";

/** What is told of one cell: the same number of actions as on the dashboard, and people to the nearest five. */
export interface CellRow {
  from: string;
  to: string;
  /** Null where places were put together, and null for kinds likewise. */
  zone_id: string | null;
  zone_name: string | null;
  mission_type: string | null;
  actions: number;
  people: number;
}

/** What is told of a zone, its position to about a kilometre. */
export interface ExportZone {
  id: string;
  name: string;
  zone_type: string;
  lat: number;
  lng: number;
}

/** A cell as a row, with how many different people are behind it. A zone that is unknown by now keeps its id. */
export function cellRow(atom: NationAtom, people: number, zones: ReadonlyMap<string, ExportZone>): CellRow {
  const zone_id = atom.zone;
  return {
    from: atom.from.slice(0, 7),
    to: atom.to.slice(0, 7),
    zone_id,
    zone_name: zone_id === null ? null : (zones.get(zone_id)?.name ?? null),
    mission_type: atom.kind,
    actions: atom.actors.length,
    people: roundPeople(people),
  };
}
