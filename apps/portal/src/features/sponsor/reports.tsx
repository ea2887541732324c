import { type CallInput, sponsorContract } from "@oneheart/contracts";
import { IconFileText } from "@tabler/icons-react";
import { useState } from "react";
import { type Answer, useRead, useReadPages } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useLanguage, useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { Card } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { download } from "../../components/table/csv.ts";
import { DataTable } from "../../components/table/data-table.tsx";
import { PanelChoice } from "./panel-choice.tsx";
import { usePanelSearch } from "./panel-search.ts";
import { PanelState } from "./panel-state.tsx";
import { reportWords } from "./report-words.ts";
import classes from "./reports.module.css";
import { SponsorPage } from "./sponsor-page.tsx";

const { sponsorPanel, makeReport, listReports } = sponsorContract.operations;
type Report = Answer<typeof listReports>["items"][number];
/** Links live for half an hour. */
const refresh_ms = 10 * 60_000;

/** What can be handed on: made now or of each month, always with the panel's figures. */
export function SponsorReports() {
  const t = useWords(reportWords);
  const { status } = useSession();
  const [{ organisation, campaign, currency, from, to }] = usePanelSearch();
  const asked = { organisation_id: organisation, campaign_id: campaign, currency, from, to };
  const query = useRead(sponsorPanel, asked, { enabled: status === "signed_in" });
  return (
    <SponsorPage title={t("title")} lead={t("lead")} signIn={t("sign_in")}>
      <PanelState query={query}>
        {(panel) => (
          <>
            <PanelChoice panel={panel} />
            <Make asked={{ ...asked, organisation_id: panel.organisation_id }} />
            <Kept organisation_id={panel.organisation_id} />
          </>
        )}
      </PanelState>
    </SponsorPage>
  );
}

function Make({ asked }: { asked: CallInput<typeof makeReport> }) {
  const t = useWords(reportWords);
  const write = useWrite();
  const [done, setDone] = useState(false);
  const make = async () => {
    setDone(false);
    await write(makeReport, asked);
    setDone(true);
  };
  return (
    <div className={classes.make}>
      <ActButton act={make} variant="filled">
        {t("make")}
      </ActButton>
      <span role="status">{done && t("made_now")}</span>
    </div>
  );
}

function Kept({ organisation_id }: { organisation_id: string }) {
  const t = useWords(reportWords);
  const formats = useFormats();
  const { items, query } = useReadPages(listReports, { organisation_id }, { every_ms: refresh_ms });
  const days = ({ from, to }: Report) => {
    if (from !== null && to !== null) return t("between", { from: formats.day(from), to: formats.day(to) });
    if (from !== null) return t("from_on", { from: formats.day(from) });
    return to === null ? t("all_days") : t("until", { to: formats.day(to) });
  };
  return (
    <Card title={t("kept")}>
      <DataTable
        caption={t("kept")}
        file="sponsor-reports"
        rows={items}
        rowKey={({ id }) => id}
        isLoading={query.isLoading}
        error={query.error}
        onRetry={() => void query.refetch()}
        empty={<EmptyState title={t("none")}>{t("none_more")}</EmptyState>}
        columns={[
          { key: "made", head: t("made"), value: ({ created_at }) => created_at, cell: ({ created_at }) => formats.dateTime(created_at) },
          { key: "days", head: t("days"), value: days },
          {
            key: "about",
            head: t("about"),
            value: ({ campaign_title, currency }) => campaign_title ?? t("all_campaigns", { currency }),
          },
          { key: "made_by", head: t("made_by"), value: ({ made_by }) => t(`by_${made_by}`), wide: true },
          { key: "files", head: t("files"), value: ({ id }) => id, cell: (report) => <Files report={report} /> },
        ]}
      />
      <p className={classes.hint}>{t("print")}</p>
    </Card>
  );
}

function Files({ report: { id, pages, csv_url, note, created_at } }: { report: Report }) {
  const t = useWords(reportWords);
  const language = useLanguage();
  const moment = useFormats().dateTime(created_at);
  const own = pages.find((page) => page.language === language) ?? pages[0];
  const others = pages.filter((page) => page !== own);
  return (
    <span className={classes.files}>
      {own && (
        <a href={own.url} target="_blank" rel="noopener" aria-label={t("open_long", { moment })}>
          <IconFileText size={16} aria-hidden />
          {t("open")}
        </a>
      )}
      {others.map((page) => (
        <a key={page.language} href={page.url} target="_blank" rel="noopener" aria-label={t("other_long", { moment })}>
          {t("other")}
        </a>
      ))}
      <a href={csv_url} aria-label={t("csv_long", { moment })}>
        {t("csv")}
      </a>
      <button type="button" onClick={() => download(`${id}.note`, note, "text/plain")} aria-label={t("signature_long", { moment })}>
        {t("signature")}
      </button>
    </span>
  );
}
