import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { FigureLink } from "../../components/figure/figure-link.tsx";
import { Card } from "../../components/page/page.tsx";
import { Pill, type Tone } from "../../components/pill/pill.tsx";
import { DataTable } from "../../components/table/data-table.tsx";
import { usePanelSearch } from "./panel-search.ts";
import type { Panel } from "./panel-shape.ts";
import classes from "./sponsor.module.css";
import { sponsorWords } from "./words.ts";

type Campaign = Panel["campaigns"][number];

const tones: Record<Campaign["status"], Tone> = { active: "verified", paused: "waiting", ended: "plain" };

/** Each campaign's share of money beside its share of time, and what will have been spent at its end. */
export function PanelCampaigns({ campaigns }: { campaigns: Panel["campaigns"] }) {
  const t = useWords(sponsorWords);
  const formats = useFormats();
  const [, change] = usePanelSearch();
  return (
    <Card title={t("pace")}>
      <DataTable
        caption={t("pace")}
        file="sponsor-campaigns"
        rows={campaigns}
        rowKey={({ campaign_id }) => campaign_id}
        onRow={({ campaign_id }) => change({ campaign: campaign_id })}
        empty={null}
        columns={[
          { key: "campaign", head: t("campaign"), value: ({ title }) => title },
          {
            key: "state",
            head: t("state"),
            value: ({ status }) => status,
            cell: ({ status, starts_at, ends_at, alert, time_share_bps }) => (
              <div className={classes.state}>
                <span>
                  <Pill tone={tones[status]}>{t(`state_${status}`)}</Pill>{" "}
                  {alert === "spent_early" && <Pill tone="warning">{t("spent_early")}</Pill>}
                </span>
                <small>
                  {time_share_bps === 0 ? t("begins", { day: formats.day(starts_at) }) : t("until", { day: formats.day(ends_at) })}
                </small>
              </div>
            ),
          },
          {
            key: "spent",
            head: t("spent"),
            align: "end",
            value: ({ spent }) => spent.value,
            cell: ({ title, spent, funded }) => (
              <div className={classes.money}>
                <FigureLink label={`${t("spent")}, ${title}`} figure={spent} />
                <small>
                  {t("of")} <FigureLink label={`${t("funded")}, ${title}`} figure={funded} />
                </small>
              </div>
            ),
          },
          { key: "pace", head: t("pace_short"), value: ({ money_share }) => money_share.value, cell: (row) => <Pace campaign={row} /> },
          {
            key: "forecast",
            head: t("forecast"),
            value: ({ forecast }) => forecast?.expected_minor,
            cell: (row) => <Forecast campaign={row} />,
          },
        ]}
      />
    </Card>
  );
}

function Pace({ campaign: { title, money_share, time_share_bps, alert } }: { campaign: Campaign }) {
  const t = useWords(sponsorWords);
  const formats = useFormats();
  return (
    <div className={classes.pace}>
      <span className={classes.meter} data-tone={alert === null ? undefined : "early"}>
        <span style={{ width: `${Math.min(100, (money_share.value ?? 0) / 100)}%` }} />
      </span>
      <span>
        <FigureLink label={`${t("money_share")}, ${title}`} figure={money_share} /> <small>{t("money_share")}</small>
      </span>
      <span className={classes.meter} data-tone="time">
        <span style={{ width: `${time_share_bps / 100}%` }} />
      </span>
      <span>
        {formats.share(time_share_bps)} <small>{t("time_share")}</small>
      </span>
    </div>
  );
}

function Forecast({ campaign: { forecast, status, spent } }: { campaign: Campaign }) {
  const t = useWords(sponsorWords);
  const formats = useFormats();
  if (forecast === null) return <small>{t(status === "ended" ? "forecast_over" : "forecast_none")}</small>;
  const money = (minor: number) => formats.money(minor, spent.unit.slice(0, 3));
  const { low_minor, expected_minor, high_minor, days, spent_on } = forecast;
  return (
    <div className={classes.state}>
      <span>
        {low_minor === high_minor
          ? t("forecast_same", { expected: money(expected_minor) })
          : t("forecast_range", { low: money(low_minor), high: money(high_minor) })}
      </span>
      <small>{spent_on === null ? t("forecast_days", { count: days }) : t("lasts_until", { day: formats.day(spent_on) })}</small>
    </div>
  );
}
