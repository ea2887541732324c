import "../../components/form/styles.ts";
import { Button, NativeSelect } from "@mantine/core";
import { mapContract, questContract } from "@oneheart/contracts";
import { IconPlus } from "@tabler/icons-react";
import { useAddressState } from "../../app/address-state.ts";
import { useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { SideDrawer } from "../../components/drawer/side-drawer.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill, type Tone } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { pagesAsRows } from "../../components/table/pages.ts";
import { MissionForm, NewMissionForm } from "./mission-form.tsx";
import { missionWords } from "./mission-words.ts";

const states = ["open", "scheduled", "ended", "hidden"] as const;
type State = (typeof states)[number];
const tones: Record<State, Tone> = { open: "verified", scheduled: "info", ended: "plain", hidden: "waiting" };

/** What can people do, and what is it worth? */
export function Missions() {
  const t = useWords(missionWords);
  const formats = useFormats();
  const [open, setOpen] = useAddressState("mission");
  const [state, setState] = useAddressState("state");
  const wanted = states.find((one) => one === state);
  const pages = useReadPages(questContract.operations.listMissions, { limit: 100, state: wanted });
  const zones = useReadPages(mapContract.operations.listAllZones, { limit: 100 }).items;
  const nameOf = new Map(zones.map(({ id, name }) => [id, name]));
  const living = zones.filter(({ retired_at }) => retired_at === null);
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
      <Card
        actions={
          <NativeSelect
            aria-label={t("state")}
            data={[{ value: "", label: t("any") }, ...states.map((value) => ({ value, label: t(`state_${value}`) }))]}
            value={wanted ?? ""}
            onChange={(event) => setState(event.currentTarget.value || undefined)}
          />
        }
      >
        <DataTable
          caption={t("title")}
          file="missions"
          {...pagesAsRows(pages)}
          rowKey={({ id }) => id}
          onRow={({ id }) => setOpen(id)}
          isChosen={({ id }) => id === open}
          empty={<EmptyState title={t("none")}>{t("none_more")}</EmptyState>}
          columns={[
            { key: "title", head: t("mission"), value: (row) => row.title },
            { key: "zone", head: t("zone_id"), value: (row) => nameOf.get(row.zone_id) },
            { key: "type", head: t("quest_type"), value: (row) => t(`type_${row.quest_type}`) },
            {
              key: "state",
              head: t("state"),
              value: (row) => t(`state_${row.state}`),
              cell: (row) => <Pill tone={tones[row.state]}>{t(`state_${row.state}`)}</Pill>,
            },
            { key: "xp", head: t("base_xp"), align: "end", value: (row) => row.base_xp, cell: (row) => formats.number(row.base_xp) },
            { key: "tokens", head: t("base_tokens"), align: "end", value: (row) => row.base_tokens },
            {
              key: "progress",
              head: t("progress"),
              align: "end",
              value: (row) => row.community_progress,
              cell: (row) =>
                row.community_goal === null ? "–" : `${formats.number(row.community_progress)} / ${formats.number(row.community_goal)}`,
            },
          ]}
        />
      </Card>
      {open && (
        <SideDrawer title={open === "new" ? t("add") : t("edit")} onClose={close}>
          {open === "new" ? <NewMissionForm zones={living} onDone={close} /> : <MissionForm id={open} zones={living} onDone={close} />}
        </SideDrawer>
      )}
    </Page>
  );
}
