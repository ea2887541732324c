import type { Output } from "@oneheart/contracts";
import type { mapInternal } from "@oneheart/contracts/internal";

type Places = NonNullable<Output<typeof mapInternal.operations.areaPlaces>["places"]>;
/** An area with one of its boundaries. */
export type AreaVersion = Places["areas"][number];
type ZonePlace = Places["zones"][number];

/** Where zones lie, month by month. */
export class AreaTree {
  readonly version: number;
  readonly #areas: ReadonlyMap<string, AreaVersion[]>;
  readonly #zones: ReadonlyMap<string, ZonePlace[]>;

  constructor(version: number, { zones, areas }: Places) {
    this.version = version;
    this.#areas = Map.groupBy(areas, ({ id }) => id);
    this.#zones = Map.groupBy(zones, ({ zone_id }) => zone_id);
  }

  /** The areas that a zone lay in in a month, the widest first. */
  pathOf(zone: string, month: string): string[] {
    const place = this.#zones.get(zone)?.find(({ from, to }) => (from === null || from <= month) && (to === null || month < to));
    return place?.path ?? [];
  }

  isArea(id: string): boolean {
    return this.#areas.has(id);
  }

  /** An area as it is in a month; where it does not hold then, as it was last before or first after. */
  areaIn(id: string, month: string): AreaVersion | undefined {
    const versions = this.#areas.get(id) ?? [];
    return versions.findLast(({ valid_from }) => valid_from === null || valid_from <= month) ?? versions[0];
  }
}
