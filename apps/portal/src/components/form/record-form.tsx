import "./styles.ts";
import { Button, NativeSelect, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useDraft } from "../../app/draft.ts";
import { defineWords, useWords } from "../../app/i18n.ts";
import { useTrouble } from "../../app/trouble.ts";
import classes from "./form.module.css";
import { FormTrouble } from "./form-trouble.tsx";

const words = defineWords("record-form", { save: "Save", cancel: "Cancel" }, { save: "บันทึก", cancel: "ยกเลิก" });

type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

/** One field. `time` is a moment on the clock of this device, kept in UTC; empty ones are null. */
export interface Field {
  name: string;
  label: string;
  help?: string;
  kind: "line" | "text" | "number" | "choice" | "switch" | "time";
  choices?: ReadonlyArray<{ value: string; label: string }>;
  min?: number;
  max?: number;
  step?: number;
  required?: boolean;
  disabled?: boolean;
}

interface RecordFormProps {
  /** Under which name this tab keeps what was typed. */
  draft: string;
  fields: readonly Field[];
  initial: Values;
  onSend: (values: Values) => Promise<void>;
  onCancel?: () => void;
  send?: string;
  /** Short fields stand beside each other. */
  dense?: boolean;
  /** Says more about an error than a form can, in its place. */
  explain?: (error: unknown, values: Values, acts: { again: () => void; reset: () => void }) => ReactNode;
}

/** A form of plain fields. Whatever was typed stays: through errors, a session that ends, and a reload. */
export function RecordForm({ draft, fields, initial, onSend, onCancel, send, dense, explain }: RecordFormProps) {
  const t = useWords(words);
  const [typed, setTyped, forget] = useDraft<Values>(draft, {});
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const errors = useTrouble()(error).fields;
  const values = { ...initial, ...typed };
  const submit = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onSend(values);
      forget();
    } catch (refused) {
      setError(refused);
      if ((refused as { code?: string }).code === "approval_needed") setTyped({});
    } finally {
      setBusy(false);
    }
  };
  const reset = () => {
    setError(undefined);
    setTyped({});
  };
  const special = error === undefined ? undefined : explain?.(error, values, { again: () => void submit(), reset });
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={dense ? classes.row : classes.form}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? null}
            error={errors.get(field.name)}
            onChange={(value) => setTyped({ ...typed, [field.name]: value })}
          />
        ))}
      </div>
      {special ?? <FormTrouble error={error} />}
      <div className={classes.actions}>
        {onCancel && (
          <Button
            variant="default"
            onClick={() => {
              forget();
              onCancel();
            }}
          >
            {t("cancel")}
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {send ?? t("save")}
        </Button>
      </div>
    </form>
  );
}

interface FieldInputProps {
  field: Field;
  value: Value;
  error: string | undefined;
  onChange: (value: Value) => void;
}

function FieldInput({ field, value, error, onChange }: FieldInputProps) {
  const { name, label, help: description, required, disabled, min, max, step } = field;
  const common = { name, label, description, required, disabled, error, withAsterisk: false };
  switch (field.kind) {
    case "number":
      return (
        <NumberInput
          {...common}
          {...{ min, max, step }}
          hideControls
          value={typeof value === "number" ? value : ""}
          onChange={(next) => onChange(next === "" ? null : Number(next))}
        />
      );
    case "text":
      return (
        <Textarea
          {...common}
          rows={4}
          maxLength={max}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "choice":
      return (
        <NativeSelect
          {...common}
          data={[...(field.choices ?? [])]}
          value={String(value ?? "")}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "switch":
      return (
        <Switch
          name={name}
          label={label}
          disabled={disabled}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "time":
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={typeof value === "string" ? localTime(value) : ""}
          onChange={(event) => onChange(event.currentTarget.value === "" ? null : new Date(event.currentTarget.value).toISOString())}
        />
      );
    default:
      return (
        <TextInput {...common} maxLength={max} value={String(value ?? "")} onChange={(event) => onChange(event.currentTarget.value)} />
      );
  }
}

/** What such a field shows: a moment without its zone. */
function localTime(moment: string): string {
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
