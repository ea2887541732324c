import { useWords } from "../../app/i18n.ts";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import type { Place } from "../../components/zone-map/view.ts";
import { ZoneMap } from "../../components/zone-map/zone-map.tsx";
import { useZones } from "../map/use-zones.ts";
import classes from "./landing.module.css";
import { programmeWords } from "./words.ts";

interface ZoneChoiceProps {
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

/** The programme's zones on a map, and as a list beside it. */
export function ZoneChoice({ chosen, onChoose }: ZoneChoiceProps) {
  const t = useWords(programmeWords);
  const { zones, query } = useZones();
  const places: Place[] = zones.map((zone) => ({
    id: zone.id,
    name: zone.name,
    lat: zone.location_lat,
    lng: zone.location_lng,
    radius_km: zone.radius_km,
  }));
  return (
    <QueryState query={query}>
      {() =>
        places.length === 0 ? (
          <EmptyState title={t("no_zones")} />
        ) : (
          <div className={classes.where}>
            <ZoneMap what={t("zones")} places={places} chosen={chosen} onChoose={onChoose} />
            <ul className={classes.zones} data-data>
              {zones.map(({ id, name, description }) => (
                <li key={id}>
                  <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
                    <strong>{name}</strong>
                    <span>{description}</span>
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )
      }
    </QueryState>
  );
}
