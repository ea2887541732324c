import { sponsorContract } from "@oneheart/contracts";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useRead } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Figure } from "../../components/figure/figure.tsx";
import { Card, Grid } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { PanelCampaigns } from "./panel-campaigns.tsx";
import { PanelChoice } from "./panel-choice.tsx";
import { usePanelSearch } from "./panel-search.ts";
import type { Panel } from "./panel-shape.ts";
import { PanelState } from "./panel-state.tsx";
import { PanelTrend } from "./panel-trend.tsx";
import { PanelVoice } from "./panel-voice.tsx";
import { PanelZones } from "./panel-zones.tsx";
import classes from "./sponsor.module.css";
import { SponsorPage } from "./sponsor-page.tsx";
import { sponsorWords } from "./words.ts";

const refresh_ms = 60_000;

/** What did my money do, where, for how many, at what cost per verified action, and is it on pace? */
export function SponsorPanel() {
  const t = useWords(sponsorWords);
  const { status } = useSession();
  const [{ organisation, campaign, currency, from, to }] = usePanelSearch();
  const asked = { organisation_id: organisation, campaign_id: campaign, currency, from, to };
  const query = useRead(sponsorContract.operations.sponsorPanel, asked, { enabled: status === "signed_in", every_ms: refresh_ms });
  const lead = query.data === undefined ? t("lead_plain") : t("lead", { organisation: query.data.organisation_name });
  return (
    <SponsorPage title={t("title")} lead={lead} signIn={t("sign_in")}>
      <PanelState query={query}>{(panel) => <Shown panel={panel} />}</PanelState>
    </SponsorPage>
  );
}

function Shown({ panel }: { panel: Panel }) {
  const t = useWords(sponsorWords);
  return (
    <>
      <PanelChoice panel={panel} />
      <Alerts panel={panel} />
      {panel.campaigns.length === 0 ? (
        <Card>
          <EmptyState title={t("no_campaign")} action={<Link to="/sponsor/new">{t("new_campaign")}</Link>}>
            {t("no_campaign_more")}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Grid least={160}>
            <Figure label={t("spent")} figure={panel.spent} />
            <Figure label={t("actions")} figure={panel.actions} />
            <Figure label={t("people")} figure={panel.people} />
            {panel.cost_per_action && <Figure label={t("cost")} figure={panel.cost_per_action} />}
          </Grid>
          {panel.trend.length === 0 ? (
            <Card>
              <EmptyState title={t("nothing")}>{t("nothing_more")}</EmptyState>
            </Card>
          ) : (
            <>
              <PanelTrend panel={panel} />
              <PanelZones zones={panel.by_zone} />
            </>
          )}
          <PanelVoice voice={panel.voice} />
          <PanelCampaigns campaigns={panel.campaigns} />
        </>
      )}
    </>
  );
}

function Alerts({ panel }: { panel: Panel }) {
  const t = useWords(sponsorWords);
  const formats = useFormats();
  const early = panel.campaigns.filter(({ alert }) => alert === "spent_early");
  if (early.length === 0) return null;
  return (
    <ul className={classes.alerts}>
      {early.map(({ campaign_id, title, money_share, time_share_bps }) => (
        <li key={campaign_id}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>
            <strong>{t("spent_early")}. </strong>
            {t("early_detail", { title, money: formats.share(money_share.value ?? 0), time: formats.share(time_share_bps) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
