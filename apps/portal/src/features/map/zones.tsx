import { Button } from "@mantine/core";
import { mapContract } from "@oneheart/contracts";
import { IconPlus } from "@tabler/icons-react";
import { useAddressState } from "../../app/address-state.ts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { ZoneMap } from "../../components/zone-map/zone-map.tsx";
import { NewZoneForm, type Zone, ZoneForm } from "./zone-form.tsx";
import { zoneWords } from "./zone-words.ts";

/** Where does the programme happen? */
export function Zones() {
  const t = useWords(zoneWords);
  const formats = useFormats();
  const [open, setOpen] = useAddressState("zone");
  const pages = useReadPages(mapContract.operations.listAllZones, { limit: 100 });
  const places = pages.items
    .filter(({ retired_at }) => retired_at === null)
    .map(({ id, name, location_lat: lat, location_lng: lng, radius_km }) => ({ id, name, lat, lng, radius_km }));
  const chosen = pages.items.find(({ id }) => id === open);
  const close = () => setOpen(undefined);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
          {t("add")}
        </Button>
      }
    >
      {places.length > 0 && <ZoneMap what={t("title")} places={places} chosen={open} onChoose={setOpen} />}
      <Card>
        <DataTable
          caption={t("title")}
          file="zones"
          {...pagesAsRows(pages)}
          rowKey={({ id }) => id}
          onRow={({ id }) => setOpen(id)}
          isChosen={({ id }) => id === open}
          empty={<EmptyState title={t("none")} />}
          columns={[
            { key: "name", head: t("name"), value: (row) => row.name },
            { key: "type", head: t("zone_type"), value: (row) => row.zone_type },
            { key: "state", head: t("state"), value: (row) => t(stateOf(row)), cell: (row) => <State zone={row} /> },
            {
              key: "radius",
              head: t("radius_km"),
              align: "end",
              value: (row) => row.radius_km,
              cell: (row) => formats.number(row.radius_km),
            },
            {
              key: "factor",
              head: t("factor"),
              align: "end",
              value: (row) => row.impact_factor_bps,
              cell: (row) => formats.share(row.impact_factor_bps),
            },
            { key: "time_zone", head: t("time_zone"), value: (row) => row.time_zone },
          ]}
        />
      </Card>
      {open === "new" && (
        <SideDrawer title={t("add")} onClose={close}>
          <NewZoneForm onDone={close} />
        </SideDrawer>
      )}
      {chosen && (
        <SideDrawer title={t("edit")} onClose={close}>
          <ZoneForm key={chosen.id} zone={chosen} onDone={close} />
        </SideDrawer>
      )}
    </Page>
  );
}

function stateOf({ retired_at, is_active }: Zone): "retired" | "active" | "hidden" {
  if (retired_at !== null) return "retired";
  return is_active ? "active" : "hidden";
}

function State({ zone }: { zone: Zone }) {
  const t = useWords(zoneWords);
  const state = stateOf(zone);
  return <Pill tone={state === "active" ? "verified" : state === "hidden" ? "waiting" : "plain"}>{t(state)}</Pill>;
}
