import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { Card } from "../../components/page/page.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import classes from "./nation.module.css";
import type { Nation } from "./nation-shape.ts";
import { goalWords, nationWords } from "./nation-words.ts";

type Row = Nation["by_goal"][number];

/** By Sustainable Development Goal, as administrators said which kinds serve which. */
export function NationGoals({ nation: { by_goal } }: { nation: Nation }) {
  const t = useWords(nationWords);
  const goal = useWords(goalWords);
  const formats = useFormats();
  if (by_goal.length === 0) return null;
  const nameOf = (row: Row) => `${formats.number(row.goal)} · ${goal(`goal_${row.goal}` as "goal_1")}`;
  return (
    <Card title={t("by_goal")}>
      <DataTable
        caption={t("by_goal")}
        file="nation-goals"
        rows={by_goal}
        rowKey={({ goal }) => String(goal)}
        empty={null}
        columns={[
          { key: "goal", head: t("goal"), value: nameOf },
          { key: "targets", head: t("targets"), value: ({ targets }) => targets.join(", ") },
          ...figureColumns(["actions", "people"], (name) => t(name), nameOf),
        ]}
      />
      <p className={classes.note}>{t("goals_note")}</p>
    </Card>
  );
}
