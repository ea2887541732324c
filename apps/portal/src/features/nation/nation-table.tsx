import type { Figure } from "@oneheart/contracts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { nationWords } from "./nation-words.ts";

interface Measures {
  actions: Figure;
  people: Figure;
}

interface NationTableProps<Row extends Measures> {
  title: string;
  head: string;
  file: string;
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  keyOf: (row: Row) => string;
  total: Measures;
}

/** Figures by place or kind, the largest first: how many, which share of all, and how many actions a person. */
export function NationTable<Row extends Measures>({ title, head, file, rows, nameOf, keyOf, total }: NationTableProps<Row>) {
  const t = useWords(nationWords);
  const formats = useFormats();
  const sorted = rows.toSorted((a, b) => (b.actions.value ?? 0) - (a.actions.value ?? 0));
  const shareOf = ({ actions }: Row) => shareIn(actions.value, total.actions.value);
  const perPerson = ({ actions, people }: Row) => (actions.value === null || !people.value ? null : actions.value / people.value);
  return (
    <Card title={title}>
      <DataTable
        caption={title}
        file={file}
        rows={sorted}
        rowKey={keyOf}
        empty={null}
        columns={[
          { key: "name", head, value: nameOf },
          ...figureColumns(["actions", "people"], (name) => t(name), nameOf),
          {
            key: "share",
            head: t("share"),
            align: "end",
            value: shareOf,
            cell: (row) => cellOf(shareOf(row), (value) => formats.number(value, { maximumFractionDigits: 1 })),
          },
          {
            key: "per_person",
            head: t("per_person"),
            align: "end",
            value: perPerson,
            cell: (row) => cellOf(perPerson(row), (value) => formats.number(value, { maximumFractionDigits: 1 })),
          },
        ]}
      />
    </Card>
  );
}

function cellOf(value: number | null, format: (value: number) => string): string {
  return value === null ? "–" : format(value);
}

/** In per cent. */
function shareIn(part: number | null, whole: number | null): number | null {
  return part === null || !whole ? null : (part / whole) * 100;
}
