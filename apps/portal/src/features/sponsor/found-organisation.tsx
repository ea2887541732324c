import { Button, TextInput } from "@mantine/core";
import { sponsorContract } from "@oneheart/contracts";
import { type FormEvent, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { Card } from "../../components/page/page.tsx";
import { newCampaignWords } from "./new-campaign-words.ts";
import classes from "./sponsor.module.css";

/** A campaign belongs to an organisation, so that comes first. */
export function FoundOrganisation({ onDone }: { onDone: () => void }) {
  const t = useWords(newCampaignWords);
  const { caller } = usePortal();
  const [name, setName] = useState("");
  const [state, setState] = useState<{ busy?: boolean; error?: unknown }>({});
  const found = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true });
    try {
      await (await caller())(sponsorContract.operations.createOrganisation, { name });
      onDone();
    } catch (error) {
      setState({ error });
    }
  };
  return (
    <Card>
      <form className={classes.editor} onSubmit={(event) => void found(event)}>
        <TextInput
          label={t("organisation_name")}
          description={t("found_more")}
          value={name}
          required
          withAsterisk={false}
          maxLength={200}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <FormTrouble error={state.error} />
        <div className={classes.actions}>
          <Button type="submit" loading={state.busy}>
            {t("found")}
          </Button>
        </div>
      </form>
    </Card>
  );
}
