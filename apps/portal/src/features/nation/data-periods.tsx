import { analyticsContract } from "@oneheart/contracts";
import { useState } from "react";
import { type Answer, useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { figureColumns } from "../../components/figure/figure-columns.tsx";
import { Card } from "../../components/page/page.tsx";
import { Pill } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import classes from "./exports.module.css";
import { qualityWords } from "./quality-words.ts";
import { SignPeriod } from "./sign-period.tsx";

const { listPeriods } = analyticsContract.operations;
type Period = Answer<typeof listPeriods>["items"][number];

/** Months, each with its figures, what is open, and whether somebody vouches for it. */
export function DataPeriods() {
  const t = useWords(qualityWords);
  const formats = useFormats();
  const query = useRead(listPeriods, {});
  const [chosen, setChosen] = useState<string>();
  const nameOf = ({ month }: Period) => formats.month(month);
  return (
    <Card title={t("months")}>
      <DataTable
        caption={t("months")}
        file="nation-months"
        rows={query.data?.items ?? []}
        rowKey={({ month }) => month}
        isLoading={query.isLoading}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title={t("none")}>{t("none_more")}</EmptyState>}
        columns={[
          { key: "month", head: t("month"), value: ({ month }) => month, cell: nameOf },
          ...figureColumns<"actions" | "people", Period>(["actions", "people"], (name) => t(name), nameOf),
          { key: "errors", head: t("errors"), align: "end", value: ({ errors }) => errors, cell: ({ errors }) => formats.number(errors) },
          {
            key: "standing",
            head: t("standing"),
            value: ({ signed }) => signed?.signed_at ?? "",
            cell: (period) => <Standing period={period} onSign={() => setChosen(period.month)} />,
          },
        ]}
      />
      {chosen !== undefined && <SignPeriod month={chosen} onClose={() => setChosen(undefined)} />}
    </Card>
  );
}

function Standing({ period: { month, is_over, signed, is_corrected }, onSign }: { period: Period; onSign: () => void }) {
  const t = useWords(qualityWords);
  const formats = useFormats();
  if (!is_over) return <Pill tone="plain">{t("under_way")}</Pill>;
  if (signed === null)
    return (
      <span className={classes.files}>
        <Pill tone="waiting">{t("unsigned")}</Pill>
        <button type="button" onClick={onSign} aria-label={t("sign_long", { month: formats.month(month) })}>
          {t("sign")}
        </button>
      </span>
    );
  return (
    <span className={classes.files}>
      <Pill tone="verified">{t("signed", { moment: formats.dateTime(signed.signed_at) })}</Pill>
      {is_corrected && <Pill tone="warning">{t("corrected", { before: formats.number(signed.actions) })}</Pill>}
      {signed.note !== null && <q data-data>{signed.note}</q>}
    </span>
  );
}
