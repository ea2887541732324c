import { Button, NativeSelect } from "@mantine/core";
import { sponsorContract } from "@oneheart/contracts";
import { useState } from "react";
import { type Answer, useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { usePortal, useSession } from "../../app/portal-context.tsx";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { Card } from "../../components/page/page.tsx";
import { QueryState } from "../../components/states/states.tsx";
import { CampaignCreated } from "./campaign-created.tsx";
import { type CampaignDraft, inputOf, missingIn, newDraft, type Step, steps } from "./campaign-draft.ts";
import { CampaignPreview } from "./campaign-preview.tsx";
import { CampaignStep } from "./campaign-steps.tsx";
import { FoundOrganisation } from "./found-organisation.tsx";
import { newCampaignWords } from "./new-campaign-words.ts";
import classes from "./sponsor.module.css";
import { SponsorPage } from "./sponsor-page.tsx";

type Campaign = Answer<typeof sponsorContract.operations.createCampaign>;
type Organisation = Answer<typeof sponsorContract.operations.createOrganisation>;
const kept = "oneheart-new-campaign";

/** A campaign in five steps, with what its budget buys beside them. */
export function NewCampaign() {
  const t = useWords(newCampaignWords);
  const { status } = useSession();
  const { items, query } = useReadPages(sponsorContract.operations.listOrganisations, { limit: 100 }, { enabled: status === "signed_in" });
  return (
    <SponsorPage title={t("title")} lead={t("lead")} signIn={t("sign_in")}>
      <QueryState query={query}>
        {() => (items.length === 0 ? <FoundOrganisation onDone={() => void query.refetch()} /> : <Steps organisations={items} />)}
      </QueryState>
    </SponsorPage>
  );
}

function Steps({ organisations }: { organisations: readonly Organisation[] }) {
  const t = useWords(newCampaignWords);
  const { caller } = usePortal();
  const [draft, setDraft] = useState<CampaignDraft>(readDraft);
  const [step, setStep] = useState<Step>("where");
  const [organisation_id, setOrganisation] = useState(organisations[0]!.id);
  const [state, setState] = useState<{ busy?: boolean; error?: unknown; missing?: boolean; campaign?: Campaign }>({});
  const change = (to: Partial<CampaignDraft>) => {
    const next = { ...draft, ...to };
    sessionStorage.setItem(kept, JSON.stringify(next));
    setDraft(next);
  };
  const place = steps.indexOf(step);
  const missing = missingIn(step, draft);
  const go = (to: Step) => {
    setState({});
    setStep(to);
  };
  const next = () => (missing === undefined ? go(steps[place + 1]!) : setState({ missing: true }));
  const create = async () => {
    setState({ busy: true });
    try {
      const campaign = await (await caller())(sponsorContract.operations.createCampaign, inputOf(draft, organisation_id));
      sessionStorage.removeItem(kept);
      setState({ campaign });
    } catch (error) {
      setState({ error });
    }
  };
  if (state.campaign !== undefined) return <CampaignCreated campaign={state.campaign} />;
  return (
    <div className={classes.wizard}>
      <Card>
        <nav aria-label={t("steps")}>
          <ol className={classes.steps}>
            {steps.map((name, index) => (
              <li key={name}>
                <button
                  type="button"
                  aria-current={name === step ? "step" : undefined}
                  disabled={steps.slice(0, index).some((before) => missingIn(before, draft) !== undefined)}
                  onClick={() => go(name)}
                >
                  <span>{index + 1}</span> {t(name)}
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <form
          className={classes.editor}
          onSubmit={(event) => {
            event.preventDefault();
            if (step === "check") void create();
            else next();
          }}
        >
          {step === "where" && organisations.length > 1 && (
            <NativeSelect
              label={t("organisation")}
              value={organisation_id}
              onChange={({ currentTarget }) => setOrganisation(currentTarget.value)}
              data={organisations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <CampaignStep step={step} draft={draft} onChange={change} />
          <p role="alert" className={classes.missing}>
            {state.missing && missing && t(missing)}
          </p>
          <FormTrouble error={state.error} />
          <div className={classes.actions}>
            {place > 0 && (
              <Button variant="default" onClick={() => go(steps[place - 1]!)}>
                {t("back")}
              </Button>
            )}
            <Button type="submit" loading={state.busy}>
              {t(step === "check" ? "create" : "next")}
            </Button>
          </div>
        </form>
      </Card>
      <CampaignPreview draft={draft} />
    </div>
  );
}

/** What was typed in this tab before. */
function readDraft(): CampaignDraft {
  const fresh = newDraft();
  try {
    return { ...fresh, ...(JSON.parse(sessionStorage.getItem(kept) ?? "{}") as Partial<CampaignDraft>) };
  } catch {
    return fresh;
  }
}
