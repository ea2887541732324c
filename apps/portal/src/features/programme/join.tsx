import { analyticsContract } from "@oneheart/contracts";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAddressState } from "../../app/address-state.ts";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { homeOf } from "../../app/navigation.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Card, Grid, Page } from "../../components/page/page.tsx";
import { RegisterForm } from "../identity/register-form.tsx";
import { ZoneMissions } from "../map/zone-missions.tsx";
import classes from "./join.module.css";
import { joinWords } from "./join-words.ts";
import { ZoneChoice } from "./zone-choice.tsx";

const steps = ["step_choose", "step_do", "step_check", "step_earn"] as const;

/** How does one take part, and what is there to do? */
export function Join() {
  const t = useWords(joinWords);
  const [zone, setZone] = useAddressState("zone");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <h2>{t("how")}</h2>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={step}>
            <strong>{t(step)}</strong>
            <p>{t(`${step}_more`)}</p>
          </li>
        ))}
      </ol>
      <Card title={t("missions")}>
        <ZoneChoice chosen={zone} onChoose={setZone} />
        {zone === undefined ? <p>{t("choose")}</p> : <ZoneMissions key={zone} id={zone} />}
      </Card>
      <Grid least={340}>
        <Account />
        <Privacy />
      </Grid>
    </Page>
  );
}

function Account() {
  const t = useWords(joinWords);
  const { status, person } = useSession();
  const [welcomed, setWelcomed] = useState<string>();
  if (status !== "signed_in")
    return (
      <Card className={classes.account} title={t("account")} actions={<Link to="/sign-in">{t("have")}</Link>}>
        <RegisterForm onDone={setWelcomed} />
      </Card>
    );
  return (
    <Card title={welcomed === undefined ? t("signed_in") : t("ready", { name: welcomed })}>
      <div role="status">{welcomed !== undefined && <p>{t("ready_more")}</p>}</div>
      <Link to={homeOf(person.role)}>{t("to_work")}</Link>
    </Card>
  );
}

function Privacy() {
  const t = useWords(joinWords);
  const { data } = useRead(analyticsContract.operations.getProgramme, {});
  if (!data?.privacy_notice) return null;
  return (
    <Card title={t("privacy")} tone="sunk">
      <p className={classes.notice}>{data.privacy_notice}</p>
    </Card>
  );
}
