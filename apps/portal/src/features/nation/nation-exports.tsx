import "../../components/form/styles.ts";
import { TextInput } from "@mantine/core";
import { analyticsContract } from "@oneheart/contracts";
import { useState } from "react";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import formClasses from "../../components/form/form.module.css";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill, type Tone } from "../../components/pill/pill.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { download } from "../../components/table/csv.ts";
import { DataTable } from "../../components/table/data-table.tsx";
import { exportWords } from "./export-words.ts";
import classes from "./exports.module.css";
import { monthsLater } from "./months.ts";
import { monthOfToday } from "./nation-asked.ts";

const { createExport, listExports } = analyticsContract.operations;
type Bundle = Answer<typeof listExports>["items"][number];

/** Often enough to watch one being built. */
const refresh_ms = 3_000;
const KIB = 1024;
const tones: Record<Bundle["state"], Tone> = { waiting: "waiting", building: "waiting", ready: "verified", failed: "rejected" };

/** What can be taken away and checked elsewhere? */
export function NationExports() {
  const t = useWords(exportWords);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Build />
      <Kept />
      <Inside />
    </Page>
  );
}

function Build() {
  const t = useWords(exportWords);
  const formats = useFormats();
  const write = useWrite();
  const last = monthsLater(monthOfToday(), -1);
  const [{ from, to }, setMonths] = useState({ from: monthsLater(last, -11), to: last });
  const [asked, setAsked] = useState(false);
  const choose = (months: Partial<{ from: string; to: string }>) => {
    setAsked(false);
    setMonths((before) => ({ ...before, ...months }));
  };
  const ask = async () => {
    setAsked(false);
    await write(createExport, { from, to });
    setAsked(true);
  };
  return (
    <Card title={t("build")}>
      <div className={formClasses.row}>
        <TextInput
          type="month"
          label={t("from")}
          value={from}
          max={last}
          onChange={({ currentTarget: { value } }) => value && choose({ from: value })}
        />
        <TextInput
          type="month"
          label={t("to")}
          value={to}
          max={last}
          error={from > to && t("reversed")}
          onChange={({ currentTarget: { value } }) => value && choose({ to: value })}
        />
      </div>
      <p className={classes.hint}>{t("over", { month: formats.month(last) })}</p>
      <div className={classes.act}>
        <ActButton act={ask} variant="filled" disabled={from > to}>
          {t("ask")}
        </ActButton>
        <span role="status">{asked && t("asked")}</span>
      </div>
    </Card>
  );
}

function Kept() {
  const t = useWords(exportWords);
  const formats = useFormats();
  const { items, query } = useReadPages(listExports, {}, { every_ms: refresh_ms });
  const monthsOf = ({ from, to }: Bundle) =>
    from === to ? formats.month(from) : t("between", { from: formats.month(from), to: formats.month(to) });
  const stateOf = ({ state, files_done, files_of }: Bundle) => t(state, { done: files_done, of: files_of });
  return (
    <Card title={t("kept")}>
      <DataTable
        caption={t("kept")}
        file="nation-exports"
        rows={items}
        rowKey={({ id }) => id}
        isLoading={query.isLoading}
        error={query.error}
        onRetry={() => void query.refetch()}
        onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        isLoadingMore={query.isFetchingNextPage}
        empty={<EmptyState title={t("none")}>{t("none_more")}</EmptyState>}
        columns={[
          { key: "months", head: t("months"), value: monthsOf },
          { key: "made", head: t("made"), value: ({ created_at }) => created_at, cell: ({ created_at }) => formats.dateTime(created_at) },
          { key: "made_by", head: t("made_by"), value: ({ made_by }) => t(`by_${made_by}`), wide: true },
          { key: "state", head: t("state"), value: stateOf, cell: (row) => <Pill tone={tones[row.state]}>{stateOf(row)}</Pill> },
          {
            key: "size",
            head: t("size"),
            align: "end",
            wide: true,
            value: ({ size_bytes }) => size_bytes,
            cell: ({ size_bytes }) => (size_bytes === null ? "–" : formats.number(Math.ceil(size_bytes / KIB))),
          },
          { key: "files", head: t("files"), value: ({ sha256 }) => sha256, cell: (row) => <Files bundle={row} months={monthsOf(row)} /> },
        ]}
      />
      <p className={classes.hint}>{t("resume")}</p>
    </Card>
  );
}

function Files({ bundle: { id, url, note }, months }: { bundle: Bundle; months: string }) {
  const t = useWords(exportWords);
  if (url === null || note === null) return "–";
  return (
    <span className={classes.files}>
      <a href={url} aria-label={t("download_long", { months })}>
        {t("download")}
      </a>
      <button type="button" onClick={() => download(`${id}.note`, note, "text/plain")} aria-label={t("signature_long", { months })}>
        {t("signature")}
      </button>
    </span>
  );
}

const parts = ["in_cells", "in_geo", "in_standards", "in_suppression", "in_ledger", "in_manifest"] as const;

function Inside() {
  const t = useWords(exportWords);
  return (
    <Card title={t("inside")}>
      <ul className={classes.inside}>
        {parts.map((part) => (
          <li key={part}>{t(part)}</li>
        ))}
      </ul>
    </Card>
  );
}
