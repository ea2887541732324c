import "../../components/form/styles.ts";
import { Button, Textarea } from "@mantine/core";
import { analyticsContract } from "@oneheart/contracts";
import { useState } from "react";
import { useFormats } from "../../app/formats.ts";
import { useWords } from "../../app/i18n.ts";
import { useWrite } from "../../app/use-write.ts";
import { Dialog } from "../../components/dialog/dialog.tsx";
import { ActButton } from "../../components/form/act-button.tsx";
import classes from "./exports.module.css";
import { qualityWords } from "./quality-words.ts";

/** Asks once more, as a sign-off cannot be taken back. */
export function SignPeriod({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useWords(qualityWords);
  const formats = useFormats();
  const write = useWrite();
  const [note, setNote] = useState("");
  const sign = async () => {
    await write(analyticsContract.operations.signPeriod, { month, ...(note.trim() === "" ? {} : { note }) });
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t("sign_title", { month: formats.month(month) })}>
      <p>{t("sign_lead")}</p>
      <Textarea
        label={t("note")}
        description={t("note_more")}
        value={note}
        maxLength={2000}
        autosize
        minRows={2}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <p className={classes.act}>
        <ActButton act={sign} variant="filled">
          {t("sign")}
        </ActButton>
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
      </p>
    </Dialog>
  );
}
