import "../../../components/form/styles.ts";
import { Button, Textarea, TextInput } from "@mantine/core";
import type { FormEvent } from "react";
import { useWords } from "../../../app/i18n.ts";
import { Card } from "../../../components/page/page.tsx";
import type { FormPartProps } from "./form.ts";
import classes from "./verify.module.css";
import { verifyWords } from "./verify-words.ts";

/** Whose key is believed, and which witnesses must have signed. */
export function KeyForm({ form, isBusy, onChange, onCheck }: FormPartProps & { onCheck: () => void }) {
  const t = useWords(verifyWords);
  const choice = (is_server_key: boolean, name: "key_server" | "key_own") => (
    <label className={classes.choice}>
      <input type="radio" name="key" checked={form.is_server_key === is_server_key} onChange={() => onChange({ is_server_key })} />
      <span>
        <strong>{t(name)}</strong>
        <small>{t(`${name}_help`)}</small>
      </span>
    </label>
  );
  return (
    <Card title={t("step_key")}>
      <form
        className={classes.form}
        autoComplete="off"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          onCheck();
        }}
      >
        <fieldset className={classes.choices}>
          <legend className="visually-hidden">{t("whose")}</legend>
          {choice(true, "key_server")}
          {choice(false, "key_own")}
        </fieldset>
        {!form.is_server_key && (
          <KeysField
            label={t("log_keys")}
            description={t("log_keys_help")}
            value={form.log_keys}
            onChange={(log_keys) => onChange({ log_keys })}
          />
        )}
        <details>
          <summary>{t("witnesses")}</summary>
          <div className={classes.form}>
            <KeysField
              label={t("witness_keys")}
              description={t("witnesses_help")}
              value={form.witness_keys}
              onChange={(witness_keys) => onChange({ witness_keys })}
            />
            <TextInput
              label={t("quorum")}
              inputMode="numeric"
              value={form.quorum}
              onChange={(event) => onChange({ quorum: event.currentTarget.value })}
            />
          </div>
        </details>
        <div>
          <Button type="submit" loading={isBusy}>
            {t("check")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface KeysFieldProps {
  label: string;
  description: string;
  value: string;
  onChange: (value: string) => void;
}

/** Public keys, one a line. */
function KeysField({ onChange, ...field }: KeysFieldProps) {
  return (
    <Textarea
      {...field}
      classNames={{ input: classes.code }}
      placeholder="name+id+key"
      rows={2}
      spellCheck={false}
      autoCapitalize="none"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
