import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { type Assumptions, keyOf, type Roi } from "./roi-values.ts";
import { roiWords } from "./roi-words.ts";

/** What each assumption alone makes of the return. */
export function RoiSensitivity({ roi, assumptions }: { roi: Roi; assumptions: Assumptions }) {
  const t = useWords(roiWords);
  const formats = useFormats();
  const money = (ratio_bps: number) => formats.money(ratio_bps / 100, roi.currency);
  const rows = roi.sensitivity.filter(({ low_ratio_bps, high_ratio_bps }) => low_ratio_bps !== high_ratio_bps);
  if (rows.length === 0) return null;
  const nameOf = (outcome: number | null) => (outcome === null ? t("of_all") : assumptions.outcomes[outcome]!.name);
  return (
    <Card title={t("sensitivity")}>
      <DataTable
        caption={t("sensitivity")}
        file="social-return-sensitivity"
        rows={rows}
        rowKey={keyOf}
        empty={null}
        columns={[
          { key: "assumption", head: t("assumption"), value: ({ assumption }) => t(assumption) },
          { key: "outcome", head: t("outcome"), value: ({ outcome }) => nameOf(outcome) },
          {
            key: "low",
            head: t("return_low"),
            align: "end",
            value: (row) => row.low_ratio_bps / 10_000,
            cell: (row) => money(row.low_ratio_bps),
          },
          {
            key: "high",
            head: t("return_high"),
            align: "end",
            value: (row) => row.high_ratio_bps / 10_000,
            cell: (row) => money(row.high_ratio_bps),
          },
        ]}
      />
    </Card>
  );
}
