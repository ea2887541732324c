import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { Card, Page } from "../../components/page/page.tsx";
import { PublicPictures } from "../proof/public-pictures.tsx";
import { ProgrammeFigures } from "./figures.tsx";
import classes from "./landing.module.css";
import { programmeWords } from "./words.ts";
import { ZoneChoice } from "./zone-choice.tsx";

/** What is this programme, where, what has been achieved, can I check it? */
export function Landing() {
  const t = useWords(programmeWords);
  const [chosen, setChosen] = useState<string>();
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button component={Link} to="/join" className={classes.join}>
          {t("join")}
        </Button>
      }
    >
      <h2>{t("achieved")}</h2>
      <ProgrammeFigures names={["verified_actions", "minutes_of_work", "people_helped", "players_who_acted", "active_zones"]} />
      <PublicPictures />
      <Card title={t("where")}>
        <ZoneChoice chosen={chosen} onChoose={setChosen} />
      </Card>
      <Card title={t("can_check")}>
        <p>{t("check_lead")}</p>
        <div className={classes.links}>
          <Link to="/verify">{t("check")}</Link>
          <a href="/api/impact/log/checkpoint">{t("checkpoint")}</a>
        </div>
      </Card>
    </Page>
  );
}
