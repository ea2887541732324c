import { Button } from "@mantine/core";
import { sponsorContract } from "@oneheart/contracts";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Answer } from "../../app/calls.ts";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { Card } from "../../components/page/page.tsx";
import { newCampaignWords } from "./new-campaign-words.ts";
import classes from "./sponsor.module.css";

type Campaign = Answer<typeof sponsorContract.operations.createCampaign>;
type Contribution = Answer<typeof sponsorContract.operations.contribute>;

/** The campaign is there; how its money comes. */
export function CampaignCreated({ campaign }: { campaign: Campaign }) {
  const t = useWords(newCampaignWords);
  const formats = useFormats();
  const { caller } = usePortal();
  const [state, setState] = useState<{ busy?: boolean; error?: unknown; contribution?: Contribution }>({});
  const amount = formats.money(campaign.budget_minor, campaign.currency);
  const give = async () => {
    setState({ busy: true });
    try {
      const input = { id: campaign.id, amount_minor: campaign.budget_minor, method: "transfer" as const };
      setState({ contribution: await (await caller())(sponsorContract.operations.contribute, input) });
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <Card title={t("created")}>
      <p role="status">{t("created_more")}</p>
      {state.contribution !== undefined && (
        <p>
          {t("transfer", { amount })} <strong className="tabular">{state.contribution.reference}</strong>. {t("transfer_more")}
        </p>
      )}
      <FormTrouble error={state.error} />
      <div className={classes.actions}>
        {state.contribution === undefined && (
          <Button loading={state.busy} onClick={() => void give()}>
            {t("give", { amount })}
          </Button>
        )}
        <Link to="/sponsor">{t("to_panel")}</Link>
      </div>
    </Card>
  );
}
