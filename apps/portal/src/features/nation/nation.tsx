import { Button } from "@mantine/core";
import { analyticsContract, mapContract } from "@oneheart/contracts";
import { IconPrinter } from "@tabler/icons-react";
import { useEffect } from "react";
import { useRead, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Figure } from "../../components/figure/figure.tsx";
import { Card, Grid, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import { countMonths, type Months, monthsBefore } from "./months.ts";
import { useNationMonths } from "./nation-months.ts";
import { NationPeriod } from "./nation-period.tsx";
import { NationQuality } from "./nation-quality.tsx";
import type { Nation } from "./nation-shape.ts";
import { NationTable } from "./nation-table.tsx";
import { NationTrend } from "./nation-trend.tsx";
import { nationWords } from "./nation-words.ts";

const { nationDashboard } = analyticsContract.operations;

/** What was done in the country, where, and by how many? */
export function NationDashboard() {
  const t = useWords(nationWords);
  const formats = useFormats();
  const months = useNationMonths();
  const query = useRead(nationDashboard, months);
  const range = t("of", { from: formats.month(months.from), to: formats.month(months.to) });
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => print()}>
          {t("print")}
        </Button>
      }
    >
      <NationPeriod />
      <p>{range}</p>
      <QueryState query={query} lines={10}>
        {(nation) => (nation.by_month.length === 0 ? <Nothing /> : <Filled nation={nation} months={months} />)}
      </QueryState>
    </Page>
  );
}

function Nothing() {
  const t = useWords(nationWords);
  return (
    <Card>
      <EmptyState title={t("none")}>{t("none_more")}</EmptyState>
    </Card>
  );
}

function Filled({ nation, months }: { nation: Nation; months: Months }) {
  const t = useWords(nationWords);
  const zoneName = useZoneNames();
  const { total, by_zone, by_kind } = nation;
  return (
    <>
      <Total nation={nation} months={months} />
      <NationTable
        title={t("by_zone")}
        head={t("zone")}
        file="nation-zones"
        rows={by_zone}
        nameOf={({ zone_id }) => (zone_id === null ? t("together_zones") : (zoneName(zone_id) ?? t("gone_zone")))}
        keyOf={({ zone_id }) => zone_id ?? "together"}
        total={total}
      />
      <NationTable
        title={t("by_kind")}
        head={t("kind")}
        file="nation-kinds"
        rows={by_kind}
        nameOf={({ mission_type }) => (mission_type === null ? t("together_kinds") : kindInWords(mission_type))}
        keyOf={({ mission_type }) => mission_type ?? "together"}
        total={total}
      />
      <NationTrend nation={nation} />
      <NationQuality nation={nation} months={months} />
    </>
  );
}

/** The two totals, and what they were in as many months before. */
function Total({ nation: { total }, months }: { nation: Nation; months: Months }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const before = useRead(nationDashboard, monthsBefore(months)).data?.total;
  const count = countMonths(months);
  return (
    <Card title={t("total")}>
      <Grid least={200}>
        {(["actions", "people"] as const).map((name) => (
          <div key={name}>
            <Figure label={t(name)} figure={total[name]} />
            {before?.[name].value != null && <p>{t("before", { count, value: formats.number(before[name].value) })}</p>}
          </div>
        ))}
      </Grid>
    </Card>
  );
}

/** Zones by their ids, all pages of them; undefined for one that is off the map. */
function useZoneNames(): (id: string) => string | undefined {
  const { query } = useReadPages(mapContract.operations.listZones, { limit: 100 });
  const { hasNextPage, isFetching, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const zones = query.data?.pages.flatMap((page) => ("items" in page ? page.items : [])) ?? [];
  const names = new Map(zones.map(({ id, name }) => [id, name]));
  return (id) => names.get(id);
}

/** Kinds are the programme's own words, kept as codes. */
function kindInWords(kind: string): string {
  const words = kind.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
