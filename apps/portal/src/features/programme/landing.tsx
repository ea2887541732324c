import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import type { Place } from "../../components/zone-map/view.ts";
import { ZoneMap } from "../../components/zone-map/zone-map.tsx";
import { useZones } from "../map/use-zones.ts";
import { PublicPictures } from "../proof/public-pictures.tsx";
import { ProgrammeFigures } from "./figures.tsx";
import classes from "./landing.module.css";
import { programmeWords } from "./words.ts";

/** What is this programme, where, what has been achieved, can I check it? */
export function Landing() {
  const t = useWords(programmeWords);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <h2>{t("achieved")}</h2>
      <ProgrammeFigures names={["verified_actions", "minutes_of_work", "people_helped", "players_who_acted", "active_zones"]} />
      <PublicPictures />
      <Card title={t("where")}>
        <Zones />
      </Card>
      <Card title={t("can_check")}>
        <p>{t("check_lead")}</p>
        <div className={classes.links}>
          <Link to="/verify">{t("check")}</Link>
          <a href="/api/impact/log/checkpoint">{t("checkpoint")}</a>
        </div>
      </Card>
    </Page>
  );
}

function Zones() {
  const t = useWords(programmeWords);
  const [chosen, setChosen] = useState<string>();
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
            <ZoneMap what={t("zones")} places={places} chosen={chosen} onChoose={setChosen} />
            <ul className={classes.zones}>
              {zones.map(({ id, name, description }) => (
                <li key={id}>
                  <button type="button" aria-pressed={id === chosen} onClick={() => setChosen(id)}>
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
