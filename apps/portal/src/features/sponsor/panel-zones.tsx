import { useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { FigureLink } from "../../components/figure/figure-link.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import type { Place } from "../../components/zone-map/view.ts";
import { ZoneMap } from "../../components/zone-map/zone-map.tsx";
import type { Panel } from "./panel-shape.ts";
import classes from "./sponsor.module.css";
import { sponsorWords } from "./words.ts";

/** Where money worked: a map, and the same zones with their figures. */
export function PanelZones({ zones }: { zones: Panel["by_zone"] }) {
  const t = useWords(sponsorWords);
  const [chosen, setChosen] = useState<string>();
  const places = zones.flatMap(({ zone_id: id, name, location_lat: lat, location_lng: lng, radius_km }): Place[] =>
    name === null || lat === null || lng === null || radius_km === null ? [] : [{ id, name, lat, lng, radius_km }],
  );
  const nameOf = (zone: Panel["by_zone"][number]) => zone.name ?? t("zone_gone");
  const sorted = zones.toSorted((a, b) => (b.spent.value ?? 0) - (a.spent.value ?? 0));
  return (
    <Card title={t("where")}>
      <div className={classes.where}>
        {places.length > 0 && <ZoneMap what={t("zones")} places={places} chosen={chosen} onChoose={setChosen} />}
        <DataTable
          caption={t("where")}
          file="sponsor-zones"
          rows={sorted}
          rowKey={({ zone_id }) => zone_id}
          onRow={({ zone_id }) => setChosen(zone_id)}
          isChosen={({ zone_id }) => zone_id === chosen}
          empty={null}
          columns={[
            { key: "zone", head: t("zone"), value: nameOf },
            ...figureColumns(["spent", "actions", "people"], (name) => t(name), nameOf),
            {
              key: "cost",
              head: t("cost"),
              align: "end",
              value: ({ cost_per_action }) => cost_per_action?.value,
              cell: (zone) => zone.cost_per_action && <FigureLink label={`${t("cost")}, ${nameOf(zone)}`} figure={zone.cost_per_action} />,
            },
          ]}
        />
      </div>
    </Card>
  );
}
