import type { impactContract } from "@oneheart/contracts";
import { IconCheck } from "@tabler/icons-react";
import type { Answer } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import classes from "./economy.module.css";
import { economyWords } from "./economy-words.ts";

interface Line {
  key: string;
  name: string;
  actual: number;
  simulated: number;
  show: (value: number) => string;
}

/** As it was, and as it would have been. */
export function SimulationResult({ result }: { result: Answer<typeof impactContract.operations.simulatePolicy> }) {
  const t = useWords(economyWords);
  const formats = useFormats();
  const { actual, simulated, by_cap, by_month, awards, from, to, players_less, players_more } = result;
  const number = (value: number) => formats.number(value);
  const totals: Line[] = [
    { key: "xp", name: t("xp"), actual: actual.xp, simulated: simulated.xp, show: number },
    { key: "tokens", name: t("tokens"), actual: actual.tokens, simulated: simulated.tokens, show: number },
    { key: "credits", name: t("credits"), actual: actual.credits_minor, simulated: simulated.credits_minor, show: formats.hundredths },
  ];
  const months = by_month.map(
    ({ month, actual_tokens, simulated_tokens }): Line => ({
      key: month,
      name: formats.month(month),
      actual: actual_tokens,
      simulated: simulated_tokens,
      show: number,
    }),
  );
  return (
    <div className={classes.result}>
      <h3>{t("result")}</h3>
      <p>
        {t("result_more", { count: awards, from: formats.day(from), to: formats.day(to) })}{" "}
        {t("players", { less: formats.number(players_less), more: formats.number(players_more) })}
      </p>
      <Comparison caption={t("result")} head={t("measure")} file="simulation" lines={totals} />
      <h3>{t("by_cap")}</h3>
      <DataTable
        caption={t("by_cap")}
        file="simulation-caps"
        rows={by_cap.filter((row) => row.awards > 0)}
        rowKey={({ cap }) => cap}
        empty={<EmptyState title={t("no_cap")} icon={IconCheck} />}
        columns={[
          { key: "cap", head: t("cap"), value: ({ cap }) => t(`cap_${cap}`) },
          { key: "awards", head: t("awards"), align: "end", value: (row) => row.awards },
          { key: "xp", head: t("xp"), align: "end", value: (row) => row.xp, cell: (row) => number(row.xp) },
          { key: "tokens", head: t("tokens"), align: "end", value: (row) => row.tokens, cell: (row) => number(row.tokens) },
        ]}
      />
      {months.length > 0 && (
        <>
          <h3>{t("by_month")}</h3>
          <Comparison caption={t("by_month")} head={t("month")} file="simulation-months" lines={months} />
        </>
      )}
    </div>
  );
}

function Comparison({ caption, head, file, lines }: { caption: string; head: string; file: string; lines: readonly Line[] }) {
  const t = useWords(economyWords);
  const signed = ({ actual, simulated, show }: Line) => `${simulated > actual ? "+" : ""}${show(simulated - actual)}`;
  return (
    <DataTable
      caption={caption}
      file={file}
      rows={lines}
      rowKey={({ key }) => key}
      empty={null}
      columns={[
        { key: "name", head, value: ({ name }) => name },
        { key: "actual", head: t("actual"), align: "end", value: (row) => row.actual, cell: (row) => row.show(row.actual) },
        { key: "simulated", head: t("simulated"), align: "end", value: (row) => row.simulated, cell: (row) => row.show(row.simulated) },
        { key: "difference", head: t("difference"), align: "end", value: (row) => row.simulated - row.actual, cell: signed },
      ]}
    />
  );
}
