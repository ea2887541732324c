import { sponsorContract } from "@oneheart/contracts";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Figure } from "../../components/figure/figure.tsx";
import { Card, Grid } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { PanelChoice } from "./panel-choice.tsx";
import { usePanelSearch } from "./panel-search.ts";
import { PanelState } from "./panel-state.tsx";
import { RoiEditor } from "./roi-editor.tsx";
import { RoiMeasured } from "./roi-measured.tsx";
import { RoiSensitivity } from "./roi-sensitivity.tsx";
import { RoiSliders } from "./roi-sliders.tsx";
import type { Roi } from "./roi-values.ts";
import { roiWords } from "./roi-words.ts";
import classes from "./sponsor.module.css";
import { SponsorPage } from "./sponsor-page.tsx";

/** What came of the money, as a range with what it rests on. */
export function SponsorRoi() {
  const t = useWords(roiWords);
  const { status } = useSession();
  const [{ organisation, campaign, currency, from, to }] = usePanelSearch();
  const asked = { organisation_id: organisation, campaign_id: campaign, currency, from, to };
  const query = useRead(sponsorContract.operations.sponsorRoi, asked, { enabled: status === "signed_in" });
  return (
    <SponsorPage title={t("title")} lead={t("lead")} signIn={t("sign_in")}>
      <PanelState query={query}>{(roi) => <Shown roi={roi} />}</PanelState>
    </SponsorPage>
  );
}

function Shown({ roi }: { roi: Roi }) {
  const t = useWords(roiWords);
  const { organisation_id, currency, assumptions, result } = roi;
  return (
    <>
      <PanelChoice panel={roi} />
      <Grid least={160}>
        <Figure label={t("invested")} figure={roi.invested} />
        <Figure label={t("actions")} figure={roi.actions} />
        <Figure label={t("people")} figure={roi.people} />
      </Grid>
      {assumptions === null ? (
        <Card>
          <EmptyState title={t("no_assumptions")}>{t("no_assumptions_more")}</EmptyState>
        </Card>
      ) : result === null ? (
        <Card>
          <EmptyState title={t("nothing_invested")} />
        </Card>
      ) : (
        <>
          <RoiSliders key={`${organisation_id} ${currency} ${assumptions.version}`} roi={roi} assumptions={assumptions} result={result} />
          <RoiSensitivity roi={roi} assumptions={assumptions} />
        </>
      )}
      <RoiMeasured roi={roi} />
      <Card title={t("not_verified")}>
        <ul className={classes.unproven}>
          {roi.not_verified.map((code) => (
            <li key={code}>{t(code)}</li>
          ))}
        </ul>
        <p>{t("how")}</p>
      </Card>
      <Card title={t(assumptions === null ? "edit_first" : "edit")}>
        <RoiEditor key={`${organisation_id} ${currency} ${assumptions?.version ?? 0}`} roi={roi} />
      </Card>
    </>
  );
}
