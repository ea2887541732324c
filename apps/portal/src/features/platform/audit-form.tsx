import "../../components/form/styles.ts";
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import formClasses from "../../components/form/form.module.css";
import type { AuditSearch } from "./audit-filter.ts";
import { auditWords } from "./audit-words.ts";

interface AuditFormProps {
  search: AuditSearch;
  onChange: (search: AuditSearch) => void;
}

/** Which lines are meant. */
export function AuditForm({ search, onChange }: AuditFormProps) {
  const t = useWords(auditWords);
  const [typed, setTyped] = useState(search);
  const apply = (next: AuditSearch) =>
    onChange(Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value.trim() !== "")));
  const field = (name: keyof AuditSearch, type: "text" | "date" = "text") => (
    <TextInput
      label={t(name)}
      description={name === "who" || name === "operation" || name === "target" ? t(`${name}_help`) : undefined}
      type={type}
      spellCheck={false}
      autoCapitalize="none"
      value={typed[name] ?? ""}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={formClasses.form}
      data-no-print
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        apply(typed);
      }}
    >
      <div className={formClasses.row}>
        {field("who")}
        {field("operation")}
        {field("target")}
        {field("from", "date")}
        {field("to", "date")}
      </div>
      <div className={formClasses.actions}>
        <Button variant="default" onClick={() => onChange({})}>
          {t("clear")}
        </Button>
        <Button type="submit">{t("filter")}</Button>
      </div>
    </form>
  );
}
