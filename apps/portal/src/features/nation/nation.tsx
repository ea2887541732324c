import { Button } from "@mantine/core";
import { analyticsContract, mapContract } from "@oneheart/contracts";
import { IconPrinter } from "@tabler/icons-react";
import { useEffect } from "react";
import { useRead, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { kindInWords } from "../../app/kind-in-words.ts";
import { Figure } from "../../components/figure/figure.tsx";
import { Card, Grid, Page } from "../../components/page/page.tsx";
import { EmptyState, QueryState } from "../../components/states/states.tsx";
import { daysBefore } from "./months.ts";
import { NationAreas } from "./nation-areas.tsx";
import { useNationAsked } from "./nation-asked.ts";
import { NationGoals } from "./nation-goals.tsx";
import { NationInsights } from "./nation-insights.tsx";
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
  const query = useRead(nationDashboard, useNationAsked());
  const { data } = query;
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
      <NationPeriod shown={data && { from: data.from, to: data.to }} />
      {data && <p>{t("of", { from: formats.day(data.from), to: formats.day(data.to) })}</p>}
      <QueryState query={query} lines={10}>
        {(nation) => (nation.by_period.length === 0 ? <Nothing /> : <Filled nation={nation} />)}
      </QueryState>
      <NationInsights />
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

function Filled({ nation }: { nation: Nation }) {
  const t = useWords(nationWords);
  const zoneName = useZoneNames();
  const { total, by_zone, by_kind } = nation;
  return (
    <>
      <Total nation={nation} />
      <NationAreas nation={nation} />
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
      <NationGoals nation={nation} />
      <NationTrend nation={nation} />
      <NationQuality nation={nation} />
    </>
  );
}

/** The two totals, and what they were in as many months or days before. */
function Total({ nation: { total, area, ...days } }: { nation: Nation }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const earlier = daysBefore(days);
  const before = useRead(nationDashboard, { ...earlier, area: area?.area_id }).data?.total;
  const range = t("of", { from: formats.day(earlier.from), to: formats.day(earlier.to) });
  return (
    <Card title={t("total")}>
      <Grid least={200}>
        {(["actions", "people"] as const).map((name) => (
          <div key={name}>
            <Figure label={t(name)} figure={total[name]} />
            {before?.[name].value != null && <p>{t("before", { range, value: formats.number(before[name].value) })}</p>}
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
