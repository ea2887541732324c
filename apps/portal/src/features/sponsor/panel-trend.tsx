import { useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { FigureLink } from "../../components/figure/figure-link.tsx";
import { figureParts, figureWords } from "../../components/figure/figure-words.ts";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { Toggle } from "../../components/toggle/toggle.tsx";
import { TrendChart } from "../../components/trend-chart/trend-chart.tsx";
import type { Panel } from "./panel-shape.ts";
import classes from "./sponsor.module.css";
import { sponsorWords } from "./words.ts";

type Shown = "spent" | "actions";

/** Money or actions over time: a chart, and the same as a table whose numbers lead further. */
export function PanelTrend({ panel: { trend, step } }: { panel: Panel }) {
  const t = useWords(sponsorWords);
  const w = useWords(figureWords);
  const formats = useFormats();
  const [shown, setShown] = useState<Shown>("spent");
  const unit = trend[0]![shown].unit;
  const format = (value: number) => figureParts(value, unit, formats, w).value;
  const days = ({ from, to }: { from: string; to: string }) =>
    from === to ? formats.day(from) : `${formats.day(from)} – ${formats.day(to)}`;
  const values = trend.map((period) => period[shown].value ?? 0);
  const bars = trend.map((period, index) => ({
    from: period.from,
    value: values[index]!,
    words: `${days(period)}: ${format(values[index]!)}`,
  }));
  const label = t("chart", {
    what: t(shown),
    from: formats.day(trend[0]!.from),
    to: formats.day(trend.at(-1)!.to),
    count: trend.length,
    highest: format(Math.max(...values)),
  });
  return (
    <Card
      title={t("over_time")}
      actions={
        <Toggle
          label={t("over_time")}
          value={shown}
          options={(["spent", "actions"] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
          onChange={setShown}
        />
      }
    >
      <TrendChart label={label} bars={bars} step={step} format={format} />
      <details className={classes.twin}>
        <summary>{t("as_table")}</summary>
        <DataTable
          caption={t("over_time")}
          file="sponsor-trend"
          rows={trend}
          rowKey={({ from }) => from}
          empty={null}
          columns={[
            { key: "days", head: t("days"), value: ({ from, to }) => (from === to ? from : `${from}/${to}`), cell: days },
            {
              key: "spent",
              head: t("spent"),
              align: "end",
              value: ({ spent }) => spent.value,
              cell: (row) => <FigureLink label={`${t("spent")}, ${days(row)}`} figure={row.spent} />,
            },
            {
              key: "actions",
              head: t("actions"),
              align: "end",
              value: ({ actions }) => actions.value,
              cell: (row) => <FigureLink label={`${t("actions")}, ${days(row)}`} figure={row.actions} />,
            },
          ]}
        />
      </details>
    </Card>
  );
}
