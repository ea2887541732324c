import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { TrendChart } from "../../components/trend-chart/trend-chart.tsx";
import type { Nation } from "./nation-shape.ts";
import { nationWords } from "./nation-words.ts";

type Row = Nation["by_month"][number];

/** By month, as a table and as bars. Months that are told together stand in one row, which names them. */
export function NationTrend({ nation: { by_month } }: { nation: Nation }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const nameOf = ({ month, actions }: Row) => {
    const from = String(actions.drill?.query.from ?? month);
    return from === month ? formats.month(month) : t("of", { from: formats.month(from), to: formats.month(month) });
  };
  const bars = by_month.map((row) => {
    const value = row.actions.value ?? 0;
    return { from: `${row.month}-01`, value, words: `${nameOf(row)}: ${formats.number(value)}` };
  });
  return (
    <Card title={t("by_month")}>
      <DataTable
        caption={t("by_month")}
        file="nation-months"
        rows={by_month}
        rowKey={({ month }) => month}
        empty={null}
        columns={[
          { key: "month", head: t("month"), value: ({ month }) => month, cell: nameOf },
          ...figureColumns(["actions", "people"], (name) => t(name), nameOf),
        ]}
      />
      <TrendChart label={t("chart")} bars={bars} step="month" format={(value) => formats.number(value)} />
    </Card>
  );
}
