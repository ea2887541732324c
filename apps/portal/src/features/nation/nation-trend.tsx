import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { TrendChart } from "../../components/trend-chart/trend-chart.tsx";
import { useNationAsked } from "./nation-asked.ts";
import type { Nation } from "./nation-shape.ts";
import { nationWords } from "./nation-words.ts";

type Row = Nation["by_period"][number];

/** Over time, as a table and as bars. What is told together stands in one row, which names its days. */
export function NationTrend({ nation: { by_period } }: { nation: Nation }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const { step } = useNationAsked();
  const nameOf = ({ from, to, since }: Row) => {
    if (since < from || (step === "month" && !from.endsWith("-01"))) return t("of", { from: formats.day(since), to: formats.day(to) });
    return step === "month" ? formats.month(from.slice(0, 7)) : formats.day(from);
  };
  const bars = by_period.map((row) => {
    const value = row.actions.value ?? 0;
    return { from: row.from, value, words: `${nameOf(row)}: ${formats.number(value)}` };
  });
  return (
    <Card title={t("by_period")}>
      <DataTable
        caption={t("by_period")}
        file="nation-periods"
        rows={by_period}
        rowKey={({ from }) => from}
        empty={null}
        columns={[
          { key: "month", head: t("month"), value: ({ from }) => from, cell: nameOf },
          ...figureColumns(["actions", "people"], (name) => t(name), nameOf),
        ]}
      />
      <TrendChart label={t("chart")} bars={bars} step={step} format={(value) => formats.number(value)} />
    </Card>
  );
}
