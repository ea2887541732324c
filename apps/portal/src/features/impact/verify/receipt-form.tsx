import "../../../components/form/styles.ts";
import { Button, Textarea, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useWords } from "../../../app/i18n.ts";
import { FileField } from "../../../components/form/file-field.tsx";
import { Card } from "../../../components/page/page.tsx";
import type { FormPartProps } from "./form.ts";
import classes from "./verify.module.css";
import { verifyWords } from "./verify-words.ts";

interface ReceiptFormProps extends FormPartProps {
  onFetch: () => void;
  onFile: (file: File | undefined) => void;
}

/** Which receipt: by the id of its entry, as text, or as a file. */
export function ReceiptForm({ form, isBusy, onChange, onFetch, onFile }: ReceiptFormProps) {
  const t = useWords(verifyWords);
  return (
    <Card title={t("step_receipt")}>
      <form
        className={classes.row}
        autoComplete="off"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onFetch();
        }}
      >
        <TextInput
          label={t("entry_id")}
          description={t("entry_id_help")}
          placeholder="0195f0c8-0000-7000-8000-000000000001"
          spellCheck={false}
          autoCapitalize="none"
          value={form.entry_id}
          onChange={(event) => onChange({ entry_id: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          {t("fetch")}
        </Button>
      </form>
      <Textarea
        classNames={{ input: classes.code }}
        label={t("receipt")}
        description={t("receipt_help")}
        placeholder="c2sp.org/tlog-proof@v1 …"
        rows={7}
        spellCheck={false}
        autoCapitalize="none"
        value={form.receipt}
        onChange={(event) => onChange({ receipt: event.currentTarget.value })}
      />
      <FileField label={t("file")} accept=".tlog-proof,.txt,text/plain" forgets onChoose={onFile} />
    </Card>
  );
}
