import { analyticsContract } from "@oneheart/contracts";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { type Answer, useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Figure } from "../../components/figure/figure.tsx";
import { Card, Grid, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { PersonName } from "../platform/person-name.tsx";
import classes from "./economy.module.css";
import { economyWords } from "./economy-words.ts";
import { Simulation } from "./simulation.tsx";

type Monitor = Answer<typeof analyticsContract.operations.economyMonitor>;
const refresh_ms = 60_000;

/** Is the token economy sound, and what would other numbers do? */
export function Economy() {
  const t = useWords(economyWords);
  const query = useRead(analyticsContract.operations.economyMonitor, {}, { every_ms: refresh_ms });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <QueryState query={query} lines={10}>
        {(monitor) => <Filled monitor={monitor} />}
      </QueryState>
      <Card title={t("simulate")}>
        <p>{t("simulate_more")}</p>
        <Simulation />
      </Card>
    </Page>
  );
}

function Filled({ monitor }: { monitor: Monitor }) {
  const t = useWords(economyWords);
  const figures = (names: ReadonlyArray<Exclude<keyof Monitor, "rings" | "farms" | "alerts">>) => (
    <Grid least={200}>
      {names.map((name) => (
        <Figure key={name} label={t(name)} figure={monitor[name]} />
      ))}
    </Grid>
  );
  return (
    <>
      <Card title={t("alerts")}>
        <Alerts alerts={monitor.alerts} />
      </Card>
      <h2>{t("supply")}</h2>
      {figures(["tokens_issued", "tokens_burned", "tokens_held", "coverage"])}
      <h2>{t("movement")}</h2>
      {figures(["velocity", "gini", "top_1_percent", "dormant", "tokens_per_hour"])}
      <Card title={t("rings")}>
        <p>{t("rings_more")}</p>
        <Rings rings={monitor.rings} />
      </Card>
      <Card title={t("farms")}>
        <Farms farms={monitor.farms} />
      </Card>
    </>
  );
}

function Alerts({ alerts }: Pick<Monitor, "alerts">) {
  const t = useWords(economyWords);
  if (alerts.length === 0) return <EmptyState title={t("no_alerts")} icon={IconCheck} />;
  return (
    <ul className={classes.alerts}>
      {alerts.map(({ code, words }) => (
        <li key={code}>
          <IconAlertTriangle size={18} aria-hidden />
          {words}
        </li>
      ))}
    </ul>
  );
}

function Rings({ rings }: Pick<Monitor, "rings">) {
  const t = useWords(economyWords);
  const formats = useFormats();
  return (
    <DataTable
      caption={t("rings")}
      file="rings"
      rows={rings}
      rowKey={({ player_ids, tokens }) => `${player_ids.join(" ")} ${tokens}`}
      empty={<EmptyState title={t("no_rings")} icon={IconCheck} />}
      columns={[
        {
          key: "members",
          head: t("members"),
          value: (row) => row.player_ids.join(" "),
          cell: (row) => <People ids={row.player_ids} erased={row.members - row.player_ids.length} />,
        },
        { key: "moved", head: t("moved"), align: "end", value: (row) => row.tokens, cell: (row) => formats.number(row.tokens) },
        { key: "movements", head: t("movements"), align: "end", value: (row) => row.movements },
        { key: "inside", head: t("inside"), align: "end", value: (row) => row.inside_bps, cell: (row) => formats.share(row.inside_bps) },
      ]}
    />
  );
}

function Farms({ farms }: Pick<Monitor, "farms">) {
  const t = useWords(economyWords);
  const formats = useFormats();
  return (
    <DataTable
      caption={t("farms")}
      file="farms"
      rows={farms}
      rowKey={({ collector_id, tokens, feeders }) => `${collector_id} ${tokens} ${feeders}`}
      empty={<EmptyState title={t("no_farms")} icon={IconCheck} />}
      columns={[
        {
          key: "collector",
          head: t("collector"),
          value: (row) => row.collector_id,
          cell: (row) => (row.collector_id === null ? t("gone") : <PersonName id={row.collector_id} />),
        },
        { key: "feeders", head: t("feeders"), align: "end", value: (row) => row.feeders },
        { key: "moved", head: t("moved"), align: "end", value: (row) => row.tokens, cell: (row) => formats.number(row.tokens) },
      ]}
    />
  );
}

function People({ ids, erased }: { ids: readonly string[]; erased: number }) {
  const t = useWords(economyWords);
  return (
    <ul className={classes.people}>
      {ids.map((id) => (
        <li key={id}>
          <PersonName id={id} />
        </li>
      ))}
      {erased > 0 && <li>{`${t("gone")} × ${erased}`}</li>}
    </ul>
  );
}
