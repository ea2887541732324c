import { useWords } from "../../app/i18n.ts";
import { Page } from "../../components/page/page.tsx";
import { ProgrammeFigures } from "./figures.tsx";
import { programmeWords } from "./words.ts";

/** Where did money and tokens go? */
export function Transparency() {
  const t = useWords(programmeWords);
  return (
    <Page title={t("transparency")} lead={t("transparency_lead")}>
      <h2>{t("tokens")}</h2>
      <ProgrammeFigures names={["tokens_issued", "tokens_burned", "tokens_held", "tokens_redeemable", "coverage"]} />
      <h2>{t("pools")}</h2>
      <ProgrammeFigures names={["credits_awarded", "pool_local", "pool_national", "pool_global"]} />
    </Page>
  );
}
