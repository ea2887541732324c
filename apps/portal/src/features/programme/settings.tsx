import { impactContract, questContract, tokenContract, verificationContract } from "@oneheart/contracts";
import { useWords } from "../../app/i18n.ts";
import { Card, Grid, Page } from "../../components/page/page.tsx";
import { GoalsForm } from "./goals-form.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { ProgrammeForm } from "./programme-form.tsx";
import { settingsWords } from "./settings-words.ts";

const { getReviewPolicy, setReviewPolicy } = verificationContract.operations;
const { getQuestPolicy, setQuestPolicy } = questContract.operations;
const { getRewardPolicy, setRewardPolicy } = impactContract.operations;
const { getTransferPolicy, setTransferPolicy } = tokenContract.operations;

/** How does this programme work? */
export function Settings() {
  const t = useWords(settingsWords);
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Grid least={440}>
        <Card title={t("programme")}>
          <ProgrammeForm />
        </Card>
        <Card title={t("review_policy")}>
          <PolicyForm name="review" read={getReviewPolicy} change={setReviewPolicy} />
        </Card>
        <Card title={t("reward_policy")}>
          <PolicyForm name="reward" read={getRewardPolicy} change={setRewardPolicy} />
        </Card>
        <Card title={t("quest_policy")}>
          <PolicyForm name="quest" read={getQuestPolicy} change={setQuestPolicy} />
        </Card>
        <Card title={t("goals")}>
          <GoalsForm />
        </Card>
        <Card title={t("transfer_policy")}>
          <PolicyForm name="transfer" read={getTransferPolicy} change={setTransferPolicy} />
        </Card>
      </Grid>
    </Page>
  );
}
