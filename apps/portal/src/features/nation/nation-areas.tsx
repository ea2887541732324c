import { useAddressState } from "../../app/address-state.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { AreaMap } from "./area-map.tsx";
import { useAreaName } from "./areas.ts";
import classes from "./nation.module.css";
import type { Nation } from "./nation-shape.ts";
import { nationWords } from "./nation-words.ts";

type Row = Nation["by_area"][number];

/** The areas next below: a table first, and the same on a map. A row leads into its area. */
export function NationAreas({ nation: { by_area, equity, to, area } }: { nation: Nation }) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const areaName = useAreaName();
  const [, setArea] = useAddressState("area");
  if (by_area.every(({ area_id }) => area_id === null)) return null;
  const nameOf = (row: Row) => (row.area_id === null ? t(area === null ? "no_area" : "no_narrower") : areaName(row));
  const sorted = by_area.toSorted((a, b) => (b.actions.value ?? 0) - (a.actions.value ?? 0));
  const number = (value: number | null) => (value === null ? "–" : formats.number(value, { maximumFractionDigits: 2 }));
  /** Hundredths; what is less than the smallest is not nothing. */
  const rate = (per_1000: number | null, actions: number) => (per_1000 === 0 && actions > 0 ? `< ${number(0.01)}` : number(per_1000));
  return (
    <Card title={t("by_area")}>
      <DataTable
        caption={t("by_area")}
        file="nation-areas"
        rows={sorted}
        rowKey={({ area_id }) => area_id ?? "none"}
        onRow={({ area_id }) => area_id !== null && setArea(area_id)}
        empty={null}
        columns={[
          { key: "area", head: t("area"), value: nameOf },
          ...figureColumns(["actions", "people"], (name) => t(name), nameOf),
          {
            key: "population",
            head: t("population"),
            align: "end",
            value: (row) => row.population,
            cell: ({ population }) => number(population),
          },
          {
            key: "per_1000",
            head: t("per_1000"),
            align: "end",
            value: (row) => row.actions_per_1000,
            cell: ({ actions_per_1000, actions }) => rate(actions_per_1000, actions.value ?? 0),
          },
        ]}
      />
      {equity !== null && (
        <p className={classes.note}>
          {t("equity", {
            count: equity.areas,
            gini: formats.share(equity.gini_bps),
            lowest: number(equity.lowest_per_1000),
            // Where nothing at all was done there is no equity to tell.
            highest: rate(equity.highest_per_1000, 1),
          })}
        </p>
      )}
      <AreaMap rows={by_area} month={to.slice(0, 7)} within={area?.area_id} nameOf={nameOf} onChoose={setArea} />
    </Card>
  );
}
