import { analyticsContract } from "@oneheart/contracts";
import { type Answer, useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { ActButton } from "../../components/form/act-button.tsx";
import { Moment } from "../../components/moment/moment.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { Pill, type Tone } from "../../components/pill/pill.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { DataPeriods } from "./data-periods.tsx";
import { qualityWords } from "./quality-words.ts";

const { dataQuality, runChecks } = analyticsContract.operations;
type Check = Answer<typeof dataQuality>["checks"][number];

const tones: Record<Check["severity"], Tone> = { error: "rejected", warning: "warning", info: "info" };

/** May these figures be relied on? */
export function NationData() {
  const t = useWords(qualityWords);
  const write = useWrite();
  const query = useRead(dataQuality, {});
  return (
    <Page title={t("title")} lead={t("lead")} actions={<ActButton act={() => write(runChecks, {})}>{t("run")}</ActButton>}>
      <DataPeriods />
      <Card title={t("checks")}>
        <QueryState query={query} lines={8}>
          {({ ran_at, checks }) => (
            <>
              <p>
                {ran_at === null ? (
                  t("never")
                ) : (
                  <>
                    {t("ran")} <Moment at={ran_at} />
                  </>
                )}
              </p>
              <Checks checks={checks} haveRun={ran_at !== null} />
            </>
          )}
        </QueryState>
      </Card>
    </Page>
  );
}

/** What was found comes first. */
function Checks({ checks, haveRun }: { checks: readonly Check[]; haveRun: boolean }) {
  const t = useWords(qualityWords);
  const formats = useFormats();
  const rows = checks.toSorted((a, b) => Number(b.findings > 0) - Number(a.findings > 0));
  return (
    <DataTable
      caption={t("checks")}
      file="nation-checks"
      rows={rows}
      rowKey={({ check }) => check}
      empty={null}
      columns={[
        { key: "check", head: t("check"), value: ({ title }) => title },
        {
          key: "severity",
          head: t("severity"),
          value: ({ severity }) => t(severity),
          cell: ({ severity, findings }) => <Pill tone={findings === 0 ? "plain" : tones[severity]}>{t(severity)}</Pill>,
        },
        {
          key: "findings",
          head: t("findings"),
          align: "end",
          value: ({ findings }) => (haveRun ? findings : null),
          cell: ({ findings }) => (haveRun ? (findings === 0 ? t("clear") : formats.number(findings)) : "–"),
        },
        { key: "advice", head: t("advice"), value: ({ advice, findings }) => (findings === 0 ? "" : advice) },
      ]}
    />
  );
}
